import { Readable } from 'node:stream';
import fc from 'fast-check';
import { parseJson } from '../../../nodes/common/json';
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
					expect(await rowsOf(chunks)).toEqual(rows.map((row) => parseJson(ndjsonLine(row))));
				},
			),
		);
	});

	it('keeps a line feed inside a value on its own line', () => {
		expect(ndjsonLine({ name: 'a\nb' })).toBe('{"name":"a\\nb"}\n');
	});

	it('reads a last line without a line feed, and skips empty lines', async () => {
		expect(await rowsOf(['{"a":1}\n\r\n', '\n{"a":2}'])).toEqual([{ a: 1 }, { a: 2 }]);
	});

	it('reads a file saved by a Windows editor, with a byte order mark and carriage returns', async () => {
		expect(await rowsOf(['\ufeff{"a":1}\r\n{"a":2}\r\n'])).toEqual([{ a: 1 }, { a: 2 }]);
	});

	it('keeps the digits of whole numbers above 2^53, nested or not', async () => {
		const [row] = await rowsOf([
			'{"id":9007199254740993,"price":0.01,"inner":{"id":-12345678901234567890},"big":1e400}',
		]);
		expect(row).toEqual({
			id: '9007199254740993',
			price: 0.01,
			inner: { id: '-12345678901234567890' },
			big: '1e400',
		});
	});

	it('refuses a line with 10,000 levels', async () => {
		const deep = `{"a":${'['.repeat(10_000)}${']'.repeat(10_000)}}`;
		await expect(rowsOf([deep])).rejects.toThrow('line 1, is nested too deeply');
	});

	it('names the file and the line that is cut short', async () => {
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
