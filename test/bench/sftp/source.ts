import { closeSync, openSync, writeSync } from 'node:fs';

/** Writes XML like that of a traffic report, without randomness, of exactly the given number of bytes. */
export function writeSource(path: string, bytes: number): void {
	const file = openSync(path, 'w');
	for (let index = 0, written = 0; written < bytes; index++) {
		const row = Buffer.from(rowOf(index)).subarray(0, bytes - written);
		writeSync(file, row);
		written += row.length;
	}
	closeSync(file);
}

function rowOf(index: number): string {
	const messages = (index * 7919) % 5003;
	const price = (((index % 900) + 100) / 10_000).toFixed(4);
	return `<row><operatorName>Operator ${index % 900}</operatorName><mcc>${(index * 31) % 1000}</mcc><inSmsCnt>${messages}</inSmsCnt><sellPrice>${price}</sellPrice><totalAmount>${(messages * Number(price)).toFixed(4)}</totalAmount></row>\n`;
}
