import { CustomFormat } from './formats/custom';
import { DocumentFormat } from './formats/document';
import type { XmlFormat } from './formats/format';
import { UblFormat } from './formats/ubl';
import { Skeletons } from './formats/ubl/skeletons';
import type { Settings } from './settings';

/** The formats of one run of the node: templates and trees are compiled once, not once an item. */
export class FormatCache {
	private readonly formats = new Map<string, XmlFormat>();

	private readonly skeletons = new Skeletons();

	get({ format, ubl, documentTemplate, rowTemplate }: Settings): XmlFormat {
		if (ubl) return new UblFormat(ubl, this.skeletons);
		const key = format === 'custom' ? JSON.stringify([documentTemplate, rowTemplate]) : format;
		let found = this.formats.get(key);
		if (!found) {
			found =
				format === 'custom'
					? new CustomFormat(documentTemplate, rowTemplate)
					: new DocumentFormat();
			this.formats.set(key, found);
		}
		return found;
	}
}
