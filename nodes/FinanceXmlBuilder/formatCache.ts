import { CustomFormat } from './formats/custom/customFormat';
import { DocumentFormat } from './formats/document/documentFormat';
import type { XmlFormat } from './formats/format';
import { UblFormat } from './formats/ubl/ublFormat';
import { Skeletons } from './formats/ubl/skeletons';
import type { Settings } from './builderSettings';

/** The formats of one run of the node: templates and trees are compiled once, not per item. */
export class FormatCache {
	private readonly formats = new Map<string, XmlFormat>();

	private readonly skeletons = new Skeletons();

	get({ format, ubl, template, keepAsWritten, keepComments }: Settings): XmlFormat {
		if (ubl) return new UblFormat(ubl, this.skeletons);
		const options = { keepAsWritten, keepComments };
		const key = format === 'custom' ? JSON.stringify([template, options]) : format;
		let found = this.formats.get(key);
		if (!found) {
			found = format === 'custom' ? new CustomFormat(template, options) : new DocumentFormat();
			this.formats.set(key, found);
		}
		return found;
	}
}
