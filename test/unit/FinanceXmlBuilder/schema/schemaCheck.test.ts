import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { encode } from 'iconv-lite';
import {
	SchemaCheck,
	type ViolationPolicy,
} from '../../../../nodes/FinanceXmlBuilder/schema/schemaCheck';
import {
	SchemaChecker,
	type SchemaFile,
	schemaOf,
} from '../../../../nodes/FinanceXmlBuilder/schema/schemaChecker';

const LABEL = 'Document "1"';
const MEGABYTE = 1_000_000;

const file = (name: string, ...content: string[]): SchemaFile => ({
	name,
	bytes: Buffer.from(
		`<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:t="urn:t" targetNamespace="urn:t" elementFormDefault="qualified">${content.join('')}</xs:schema>`,
	),
});

const INVOICE = file(
	'(schema)',
	'<xs:include schemaLocation="../types/Amounts.xsd"/>',
	'<xs:element name="Invoice"><xs:complexType><xs:sequence>',
	'<xs:element name="Net" type="t:Amount" maxOccurs="unbounded"/>',
	'</xs:sequence><xs:attribute name="kind" use="required">',
	'<xs:simpleType><xs:restriction base="xs:string"><xs:enumeration value="A"/><xs:enumeration value="B"/></xs:restriction></xs:simpleType>',
	'</xs:attribute></xs:complexType></xs:element>',
);
const AMOUNTS = file(
	'Amounts.xsd',
	'<xs:simpleType name="Amount"><xs:restriction base="xs:decimal"/></xs:simpleType>',
);
const VALID = '<Invoice xmlns="urn:t" kind="A">\n<Net>1.00</Net>\n</Invoice>';

let checker: SchemaChecker;
beforeEach(() => {
	checker = new SchemaChecker();
});
afterEach(async () => await checker.close());

async function check(
	xml: string | Buffer,
	files: SchemaFile[] = [INVOICE, AMOUNTS],
	policy: ViolationPolicy = 'flag',
	mostBytes = 20 * MEGABYTE,
) {
	const one = new SchemaCheck(checker, schemaOf(files), LABEL, policy, mostBytes);
	const bytes = Buffer.from(xml as string);
	one.add(bytes.subarray(0, 20));
	one.add(bytes.subarray(20));
	await one.finish();
	return one.report();
}

describe('a check against a schema', () => {
	it('accepts a file that follows it, with the schemas that it includes', async () => {
		expect(await check(VALID)).toEqual({ status: 'valid' });
		expect(await check(VALID, undefined, 'fail')).toEqual({ status: 'valid' });
	});

	it('lists each violation with line and element, in readable names', async () => {
		const wrong = '<Invoice xmlns="urn:t" kind="C">\n<Net>1,00</Net>\n<Gross/>\n</Invoice>';
		expect(await check(wrong)).toEqual({
			status: 'violations',
			violationCount: 3,
			violations: [
				{
					line: 1,
					element: 'Invoice',
					message:
						"attribute 'kind': [facet 'enumeration'] The value 'C' is not an element of the set {'A', 'B'}.",
				},
				{
					line: 2,
					element: 'Net',
					message: "'1,00' is not a valid value of the atomic type 'Amount'.",
				},
				{
					line: 3,
					element: 'Gross',
					message: 'This element is not expected. Expected is ( Net ).',
				},
			],
		});
		await expect(check(wrong, undefined, 'fail')).rejects.toMatchObject({
			message:
				"Document \"1\" does not follow the schema: line 1, <Invoice>: attribute 'kind': [facet 'enumeration'] The value 'C' is not an element of the set {'A', 'B'}. (and 2 more)",
			description: expect.stringContaining(
				"line 2, <Net>: '1,00' is not a valid value of the atomic type 'Amount'.\nline 3, <Gross>",
			) as string,
		});
	});

	it('counts all violations and lists a hundred; lines beyond 65535 are right', async () => {
		const wrong = `<Invoice xmlns="urn:t" kind="A">${'\n'.repeat(70_000)}${'<Net>x</Net>'.repeat(150)}</Invoice>`;
		const { violationCount, violations } = await check(wrong);
		expect(violationCount).toBe(150);
		expect(violations).toHaveLength(100);
		expect(violations?.[0].line).toBe(70_001);
	});

	it.each(['UTF-16', 'ISO-8859-1', 'ISO-8859-15', 'windows-1252'])(
		'reads a file in %s',
		async (encoding) => {
			const xml = `<?xml version="1.0" encoding="${encoding}"?>${VALID.replace('A', 'é')}`;
			const { violations } = await check(encode(xml, encoding, { addBOM: true }));
			expect(violations?.[0].message).toContain("The value 'é'");
		},
	);

	it('does not report a large file as checked', async () => {
		const files = [INVOICE, AMOUNTS];
		expect(await check(VALID, files, 'flag', 30)).toEqual({
			status: 'notChecked',
			reason: 'The file has 0.1 MB; files of up to 0.1 MB are checked.',
		});
		const large = VALID.replace('<Net>', '<Net>1.00</Net>'.repeat(300_000) + '<Net>');
		await expect(check(large, files, 'fail', 2 * MEGABYTE)).rejects.toThrow(
			'Document "1" is too large to be checked against the schema: The file has 4.6 MB; files of up to 2 MB are checked.',
		);
	});

	it('opens nothing but the given files, and says what is missing', async () => {
		await expect(check(VALID, [INVOICE])).rejects.toThrow(
			'The schema includes or imports "../types/Amounts.xsd", which is not among its files',
		);
		const remote = file(
			'(schema)',
			'<xs:import namespace="urn:x" schemaLocation="https://127.0.0.1:9/x.xsd"/><xs:element name="Invoice"/>',
		);
		await expect(check(VALID, [remote])).rejects.toThrow('"https://127.0.0.1:9/x.xsd"');
		const disk = file('(schema)', '<xs:include schemaLocation="file:///etc/passwd"/>');
		await expect(check(VALID, [disk])).rejects.toThrow('"file:///etc/passwd"');
		// What was missing once may be given now.
		expect(await check(VALID)).toEqual({ status: 'valid' });
	});

	it.each([
		[
			'no XML',
			Buffer.from('nonsense'),
			'The schema cannot be used: (schema), line 1: Start tag expected',
		],
		[
			'no schema',
			Buffer.from('<a/>'),
			"The schema cannot be used: The XML document '(schema)' is not a schema document.",
		],
	])('refuses what is %s', async (_, bytes, message) => {
		await expect(check(VALID, [{ name: '(schema)', bytes }])).rejects.toThrow(message);
	});

	it('never uses the answer for another file', async () => {
		const answers = await Promise.all(
			Array.from(
				{ length: 10 },
				async (_one, index) =>
					(await check(index % 2 ? VALID : VALID.replace('1.00', `n${index}`))).status,
			),
		);
		expect(answers).toEqual(
			Array.from({ length: 10 }, (_one, index) => (index % 2 ? 'valid' : 'violations')),
		);
	});

	it('ends when it is closed, whatever it is doing', async () => {
		const pending = check(VALID);
		await checker.close();
		await expect(pending).rejects.toThrow('The check against the schema failed');
	});
});

describe('other schemas', () => {
	it('of UBL 2.1, fifteen files, work as one schema', async () => {
		const folder = join(__dirname, '../../../conformance/ubl-2.1');
		const read = (path: string) => ({ name: path, bytes: readFileSync(join(folder, path)) });
		const common = readdirSync(join(folder, 'common')).map((name) => {
			const { bytes } = read(`common/${name}`);
			return { name, bytes };
		});
		const files = [{ ...read('maindoc/UBL-Invoice-2.1.xsd'), name: '(schema)' }, ...common];
		const golden = readFileSync(join(__dirname, '../../../fixtures/ubl/380-peppol.xml'));
		expect(await check(golden, files)).toEqual({ status: 'valid' });
		const wrong = golden
			.toString()
			.replace('<cbc:ID>', '<cbc:Id>')
			.replace('</cbc:ID>', '</cbc:Id>');
		expect((await check(wrong, files)).violations?.[0]).toMatchObject({ element: 'Id' });
	});
});
