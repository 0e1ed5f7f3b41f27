import { Readable } from 'node:stream';
import fc from 'fast-check';
import { ndjsonLine, readNdjson } from '../../../nodes/common/ndjson';

async function rowsOf(chunks: Array<Buffer | string>): Promise<Array<Record<string, unknown>>> {
	const rows = [];
	for await (const row of readNdjson(Readable.from(chunks), 'traffic-1.ndjson')) rows.push(row);
	return rows;
}

describe('ndjson', () => {
	it('reads back what it wrote, wherever the bytes are cut', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.array(fc.dictionary(fc.string({ unit: 'grapheme' }), fc.jsonValue()), { maxLength: 8 }),
				fc.integer({ min: 1, max: 7 }),
				async (rows, size) => {
					const bytes = Buffer.from(rows.map(ndjsonLine).join(''));
					const chunks: Buffer[] = [];
					for (let at = 0; at < bytes.length; at += size)
						chunks.push(bytes.subarray(at, at + size));
					const plain = rows.map((row) => JSON.parse(JSON.stringify(row)) as object);
					expect(await rowsOf(chunks)).toEqual(plain);
				},
			),
		);
	});

	it('keeps a line feed inside a value on its own line', () => {
		expect(ndjsonLine({ name: 'a\nb' })).toBe('{"name":"a\\nb"}\n');
	});

	it('reads a last line without line feed, and skips empty lines', async () => {
		expect(await rowsOf(['{"a":1}\n\r\n', '\n{"a":2}'])).toEqual([{ a: 1 }, { a: 2 }]);
	});

	it('reads what a Windows editor saved: a byte order mark, carriage returns', async () => {
		expect(await rowsOf(['\ufeff{"a":1}\r\n{"a":2}\r\n'])).toEqual([{ a: 1 }, { a: 2 }]);
	});

	it('names the file and the line that is cut', async () => {
		await expect(rowsOf(['{"a":1}\n{"a":'])).rejects.toThrow(
			'traffic-1.ndjson, line 2, is not JSON',
		);
	});

	it.each(['[1]', 'null', '"text"', '7'])('refuses the line %s', async (line) => {
		await expect(rowsOf([`${line}\n`])).rejects.toThrow('line 1, is not a JSON object');
	});

	it('stops a file without line feeds before it fills the memory', async () => {
		const chunk = 'x'.repeat(1024 * 1024);
		await expect(rowsOf(Array<string>(20).fill(chunk))).rejects.toThrow('more than 16 MiB');
	});
});
