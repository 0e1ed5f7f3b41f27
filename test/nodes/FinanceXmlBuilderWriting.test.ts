import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { decode } from 'iconv-lite';
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { CUSTOMER_ROWS, POSTPAID_SMS } from '../fixtures/documents';
import { setUpBuilder } from './financeXmlBuilderSetup';

const SCHEMA = readFileSync(
	join(__dirname, '../../nodes/FinanceXmlBuilder/formats/document/document.xsd'),
	'utf8',
);
/** The same, but no document may have a currency. */
const NARROW = SCHEMA.replace('name="currencyCode"', 'name="currencyKey"');
const LABEL = `Document "300923-1" (${POSTPAID_SMS.documentUuid as string})`;

const { n8n, build: buildItems, withRows } = setUpBuilder();

const build = async (parameters: IDataObject, input?: INodeExecutionData[]) =>
	await buildItems(input ?? [await withRows()], parameters);

describe('How It Is Written', () => {
	it('makes the bytes that the item describes', async () => {
		const writing = { encoding: 'windows-1252', layout: 'indented', lineEnds: 'crlf' };
		const [[item]] = (await build({ writing })).outputs;
		const bytes = await n8n.readBinary(item, 'xml');
		expect(item.json.bytes).toBe(bytes.length);
		const [first, second, ...others] = decode(bytes, 'windows-1252').split('\r\n');
		expect(first).toBe('<?xml version="1.0" encoding="windows-1252"?>');
		expect(second).toMatch(/^<document /);
		expect(others).toContain('    <name>Orange Côte d’Ivoire &amp; Söhne</name>');
	});

	it('refuses an unknown choice', async () => {
		const { error } = await build({ writing: { encoding: 'EBCDIC' } });
		expect(error?.message).toBe('Encoding cannot be "EBCDIC"');
	});
});

describe('a schema', () => {
	const fromText = { schemaFrom: 'text', schemaText: SCHEMA };

	it('validates the format "Document"', async () => {
		const [[item]] = (await build(fromText)).outputs;
		expect(item.json.schemaCheck).toEqual({ status: 'valid' });
		expect(Object.keys(item.binary ?? {})).toEqual(['xml']);
	});

	it('fails or flags a document that does not follow it', async () => {
		const parameters = { ...fromText, schemaText: NARROW };
		const { error } = await build(parameters);
		expect(error?.message).toContain(
			`${LABEL} does not follow the schema: line 1, <currencyCode>:`,
		);
		const flagged = await build({ ...parameters, onViolation: 'flag' });
		expect(flagged.outputs[0][0].json.schemaCheck).toMatchObject({
			status: 'violations',
			violationCount: 1,
			violations: [{ element: 'currencyCode' }],
		});
		expect(flagged.outputs[0][0].binary).toHaveProperty('xml');
		expect(flagged.hints.map(({ message }) => message)).toEqual([
			expect.stringContaining(`${LABEL} does not follow the schema`),
		]);
	});

	it('may come from binary files of the item', async () => {
		const { binary, json } = await withRows();
		const xsd = await n8n.itemWithFile({}, 'xsd', SCHEMA, {
			fileName: 'document.xsd',
			mimeType: 'application/xml',
		});
		const input = [{ json, binary: { ...binary, ...xsd.binary } }];
		const [[item]] = (await build({ schemaFrom: 'binary' }, input)).outputs;
		expect(item.json.schemaCheck).toEqual({ status: 'valid' });
		expect(item.binary).not.toHaveProperty('xsd');
	});

	it.each([
		[{ schemaFrom: 'binary' }, 'The item has no schema in the binary field "xsd"'],
		[
			{ schemaFrom: 'text', schemaText: ' ' },
			'There is no schema to check against: "Schema Text" is empty',
		],
		[
			{ ...fromText, options: { largestCheckedFile: 0.001 } },
			`${LABEL} is too large to be checked against the schema`,
		],
		[
			{ ...fromText, options: { largestCheckedFile: 'all' } },
			'Largest Checked File is not a size: "all"',
		],
	])('is required if its check is on: %j', async (parameters, message) => {
		expect((await build(parameters as IDataObject)).error?.message).toContain(message);
	});
});

describe('a preview', () => {
	it('shows the text with its first rows, and makes no file', async () => {
		const [[item]] = (await build({ output: 'preview', previewRows: 1 })).outputs;
		expect(item.binary).toBeUndefined();
		expect(item.json).not.toHaveProperty('sha256');
		expect(item.json).toMatchObject({ rowCount: 2, preview: { rowsLeftOut: 1 } });
		const { xml } = item.json.preview as { xml: string };
		expect(xml.match(/<row>/g)).toHaveLength(1);
		expect(xml).toContain('<!-- and 1 more rows --><summary><rowCount>2</rowCount>');
		expect(xml).toMatch(/<\/document>$/);
	});

	it('refuses a number of rows that is not a number', async () => {
		const { error } = await build({ output: 'preview', previewRows: 'some' });
		expect(error?.message).toBe('Rows to Show is not a whole number of at least 0: "some"');
	});

	it('shows a file that does not follow the schema, and why', async () => {
		const parameters = { output: 'preview', schemaFrom: 'text', schemaText: NARROW };
		const [[item]] = (await build(parameters)).outputs;
		expect(item.json).toMatchObject({
			schemaCheck: { status: 'violations' },
			preview: { rowsLeftOut: 0, xml: expect.stringContaining('Söhne') as string },
		});
	});

	it('equals the file, read as text', async () => {
		const parameters = { output: 'preview', writing: { encoding: 'UTF-16', layout: 'indented' } };
		const [[item]] = (await build(parameters)).outputs;
		const { xml } = item.json.preview as { xml: string };
		expect(xml).toContain('<?xml version="1.0" encoding="UTF-16"?>\n<document');
		expect(xml).toContain('\n    <name>Orange Côte d’Ivoire &amp; Söhne</name>');
	});

	it('finds a mistake in a row that it does not show', async () => {
		const item = await withRows();
		const rows = [...CUSTOMER_ROWS, { ...CUSTOMER_ROWS[0], totalAmount: 'much' }];
		const input = [
			{ json: { ...item.json, traffic: undefined, trafficRows: rows } as IDataObject },
		];
		const { error } = await build(
			{ output: 'preview', trafficFrom: 'field', previewRows: 1 },
			input,
		);
		expect(error?.message).toContain('traffic row 3, field totalAmount');
	});
});

describe('Suggest Template', () => {
	const suggest = { operation: 'suggestTemplate' };
	const sample =
		'<i><No>300923-1</No><Row mcc="1" mnc="2"><Operator>x</Operator></Row><Row/><Mandant>7</Mandant></i>';

	it('makes a template from a sample, with the traffic rows of the item', async () => {
		const [[item]] = (await build({ ...suggest, sample })).outputs;
		expect(item.json).toMatchObject({
			documentNumber: '300923-1',
			proposedCount: 4,
			byNameAloneCount: 3,
			notMatchedCount: 1,
			notMatched: [{ place: '/i/Mandant', line: 1, sample: '7' }],
			repeated: [{ each: 'rows', removed: 1 }],
		});
		expect((item.json.preview as { xml: string }).xml).toContain(
			'<No>300923-1</No><Row mcc="612" mnc="05"><Operator>MTN &amp; Co &lt;CI&gt;</Operator></Row><Row mcc="001"',
		);
		expect(item.json.template).toContain('<No>${document.documentNumber}</No><Row t:each="rows"');
		expect(item.binary).toBeUndefined();
	});

	it('says what is wrong if the proposal cannot be built', async () => {
		const json = { a: '1.234', b: 'x', items: [{ b: 1, c: 2 }, 'no object'] };
		const nested = '<r><a>1.23</a><item><b>1</b><c>2</c></item></r>';
		const [[item]] = (await build({ ...suggest, sample: nested, trafficFrom: 'none' }, [{ json }]))
			.outputs;
		expect(item.json).not.toHaveProperty('preview');
		expect(item.json.refused).toMatchObject({ message: expect.any(String) as string });
	});

	it('needs a sample in XML, and names the mistake', async () => {
		expect((await build({ ...suggest, sample: ' ' })).error?.message).toBe(
			'There is no sample to make a template from',
		);
		expect((await build({ ...suggest, sample: '<a>' })).error?.message).toContain('line 1');
		const long = `<a>${' '.repeat(300_000)}</a>`;
		expect((await build({ ...suggest, sample: long })).error?.message).toBe(
			'The sample has 300007 characters; the limit is 300000',
		);
	});
});
