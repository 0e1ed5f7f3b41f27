import { createReadStream, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { HorisenSimulator } from '../../../sandbox/horisen';
import { type RowSum, sentByVendor, tenThousandths } from '../../support/bigDocuments/delivered';

/** A delivered file's document, the sum of its rows, and whether the file is whole. */
interface Delivered extends RowSum {
	documentUuid?: string;
	isWhole: boolean;
}

/** How many documents have one file with all their rows. */
export async function countRight(horisen: HorisenSimulator, directory: string): Promise<number> {
	const files = new Map<string, Delivered[]>();
	for (const name of readdirSync(directory)) {
		const delivered = await readDelivered(join(directory, name));
		const uuid = delivered.documentUuid ?? '';
		files.set(uuid, [...(files.get(uuid) ?? []), delivered]);
	}
	return horisen.data.documents.filter(({ id, documentUuid }) => {
		const [file, ...others] = files.get(documentUuid) ?? [];
		if (!file?.isWhole || others.length > 0) return false;
		const sent = sentByVendor(horisen, id);
		return file.rows === sent.rows && file.amount === sent.amount;
	}).length;
}

/**
 * Reads a file of any of the contenders: each has `documentUuid`, rows in elements `row` with `totalAmount`
 * in them, and starts a line with each row, or with each element.
 */
async function readDelivered(path: string): Promise<Delivered> {
	const delivered: Delivered = { rows: 0, amount: 0n, isWhole: false };
	let inRow = false;
	for await (const line of createInterface({ input: createReadStream(path) })) {
		for (const [tag, uuid, amount] of line.matchAll(MEANT)) {
			if (uuid !== undefined) delivered.documentUuid ??= uuid;
			else if (amount !== undefined && inRow) delivered.amount += tenThousandths(amount);
			else if (tag === '<row>') delivered.rows += 1;
			inRow = tag === '<row>' || (inRow && tag !== '</row>');
		}
		delivered.isWhole = line.trimEnd().endsWith('</document>');
	}
	return delivered;
}

const MEANT = /<\/?row>|<documentUuid>([^<]*)<\/documentUuid>|<totalAmount>([^<]*)<\/totalAmount>/g;
