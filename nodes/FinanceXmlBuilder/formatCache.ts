import { CustomFormat } from './formats/custom';
import { DocumentFormat } from './formats/document';
import type { XmlFormat } from './formats/format';
import type { Settings } from './settings';

/** The formats of one run of the node: each pair of templates is compiled once, not once an item. */
export class FormatCache {
	private readonly formats = new Map<string, XmlFormat>();

	get({ format, documentTemplate, rowTemplate }: Settings): XmlFormat {
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
