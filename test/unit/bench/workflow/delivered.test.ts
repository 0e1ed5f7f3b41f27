import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readDelivered } from '../../../bench/workflow/delivered';

let folder: string;
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'delivered-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

async function read(text: string) {
	const path = join(folder, 'file.xml');
	writeFileSync(path, text);
	return await readDelivered(path);
}

const WHOLE = { documentUuid: 'u-1', rows: 2, amount: 12_345n, isWhole: true };

describe('a delivered file of any contender', () => {
	test('with a row a line, and totals that are no rows', async () => {
		const text = `<document><documentUuid>u-1</documentUuid>
<totalAmount>99</totalAmount><rows>
<row><mcc>1</mcc><totalAmount>1.2</totalAmount></row>
<row><mcc>2</mcc><totalAmount>0.0345</totalAmount></row>
</rows></document>`;
		expect(await read(text)).toEqual(WHOLE);
	});

	test('with an element a line', async () => {
		const text = `<document>
  <documentUuid>u-1</documentUuid>
  <row>
    <totalAmount>1.2</totalAmount>
  </row>
  <row>
    <totalAmount>0.0345</totalAmount>
  </row>
  <totalAmount>99</totalAmount>
</document>
`;
		expect(await read(text)).toEqual(WHOLE);
	});

	test('that breaks off is not whole', async () => {
		expect(await read('<document>\n<row>\n<totalAmount>1</totalAmount>\n')).toMatchObject({
			rows: 1,
			isWhole: false,
		});
	});
});
