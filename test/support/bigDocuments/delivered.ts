import { execFile } from 'node:child_process';
import { createReadStream, createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { createInterface } from 'node:readline';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { createGunzip } from 'node:zlib';
import { PROJECT } from '../../../sandbox/engine/location';
import { ensureProgram, XMLLINT } from '../../../sandbox/engine/systemPrograms';
import type { HorisenSimulator } from '../../../sandbox/horisen';

const SCHEMA = join(PROJECT, 'nodes/FinanceXmlBuilder/formats/document/document.xsd');

/** Rows, and their amounts in 1/10000: prices have four decimals. */
export interface RowSum {
	rows: number;
	amount: bigint;
}

/** What the vendor has for an invoice. */
export function sentByVendor(horisen: HorisenSimulator, invoiceId: number): RowSum {
	const report = horisen.data.trafficReport('customer', invoiceId);
	if (!report) throw new Error(`The vendor has no traffic for invoice ${invoiceId}`);
	let amount = 0n;
	for (let index = 0; index < report.count; index++) {
		amount += tenThousandths(String(report.row(index).totalAmount));
	}
	return { rows: report.count, amount };
}

/** What a delivered file has: read line by line, because the format writes one row per line. */
export async function inFile(path: string): Promise<RowSum> {
	const sum: RowSum = { rows: 0, amount: 0n };
	const file = createReadStream(path);
	const text: Readable = path.endsWith('.gz') ? file.pipe(createGunzip()) : file;
	for await (const line of createInterface({ input: text })) {
		const [, amount] = /<row>.*<totalAmount>([^<]*)<\/totalAmount>.*<\/row>/.exec(line) ?? [];
		if (amount === undefined) continue;
		sum.rows += 1;
		sum.amount += tenThousandths(amount);
	}
	return sum;
}

/**
 * Validates a file, compressed or not, against the format's schema in libxml2's streaming parser.
 *
 * @throws Error if it is not valid
 */
export async function validateStreaming(path: string): Promise<void> {
	const xmllint = ensureProgram(XMLLINT, (line) => void process.stderr.write(`${line}\n`));
	const validate = async (file: string) =>
		await promisify(execFile)(xmllint, ['--stream', '--noout', '--schema', SCHEMA, file]);
	if (!path.endsWith('.gz')) return void (await validate(path));
	const folder = mkdtempSync(join(tmpdir(), 'validate-'));
	try {
		const plain = join(folder, 'plain.xml');
		await pipeline(createReadStream(path), createGunzip(), createWriteStream(plain));
		await validate(plain);
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

/** An amount of at most four decimals, in 1/10000. */
export function tenThousandths(text: string): bigint {
	const [whole, decimals = ''] = text.split('.');
	if (decimals.length > 4) throw new Error(`${text} has more than four decimals`);
	return BigInt(whole + decimals.padEnd(4, '0'));
}
