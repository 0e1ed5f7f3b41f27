import type { HorisenSimulator } from '../../../sandbox/horisen';

export interface Size {
	documents: number;
	/** Traffic rows of each. */
	rows: number;
}

/**
 * Reads sizes such as `200x500,1x300000`: documents and their rows.
 *
 * @throws Error if one does not have this form
 */
export function readSizes(text: string): Size[] {
	return text.split(',').map((size) => {
		const [, documents, rows] = /^([1-9]\d*)x([1-9]\d*)$/.exec(size) ?? [];
		if (rows === undefined) {
			throw new Error(`"${size}" is no size: write documents x rows, e.g. 200x500`);
		}
		return { documents: Number(documents), rows: Number(rows) };
	});
}

/** The vendor has nothing but the documents of a size. */
export function fill({ data }: HorisenSimulator, { documents, rows }: Size): void {
	data.documents.length = 0;
	for (let count = 0; count < documents; count++) data.addLargeReport({ rows });
}

export function titleOf({ documents, rows }: Size): string {
	const number = (value: number) => value.toLocaleString('en');
	return `${number(documents)} document${documents === 1 ? '' : 's'} × ${number(rows)} rows`;
}
