import type { IDataObject } from 'n8n-workflow';
import { Libxml2 } from '../support/libxml2';
import { setUpBuilder } from './financeXmlBuilderSetup';
import type { BinaryMode } from './harness';

const libxml2 = new Libxml2();
afterAll(async () => await libxml2.close());

describe.each<BinaryMode>(['filesystem', 'memory'])(
	'the format "Custom", binary data in mode %s',
	(binaryMode) => {
		const { n8n, build, withRows } = setUpBuilder(binaryMode);

		const CUSTOM = { format: 'custom' };

		it('fills the example in the form', async () => {
			const [[item]] = (await build([await withRows()], CUSTOM)).outputs;
			const xml = await n8n.readBinary(item, 'xml');
			const { errors, found } = await libxml2.read(xml, { xpaths: ['//Row/@mcc', '//Due'] });
			expect([errors, found]).toEqual([[], [['612', '001'], ['30.07.2023']]]);
		});

		it("keeps n8n's braces in a template as they are", async () => {
			const template = '<r><a>{{ $json.id }} ${document.id}</a></r>';
			const parameters = { ...CUSTOM, template, trafficFrom: 'none' };
			const [[item]] = (await build([{ json: { id: 5 } }], parameters)).outputs;
			expect((await n8n.readBinary(item, 'xml')).toString()).toContain(
				'<r><a>{{ $json.id }} 5</a></r>',
			);
		});

		it('keeps a template as written, and leaves out its comments, if told to', async () => {
			const template = "<?xml version='1.0'?>\n<!-- sample -->\n<r  a='${document.id}' />\n";
			const written = async (parameters: IDataObject) => {
				const all = { ...CUSTOM, template, trafficFrom: 'none', ...parameters };
				const [[item]] = (await build([{ json: { id: 5 } }], all)).outputs;
				return (await n8n.readBinary(item, 'xml')).toString();
			};
			expect(await written({ keepAsWritten: true })).toBe(template.replace('${document.id}', '5'));
			expect(await written({ options: { dropComments: true } })).toBe(
				'<?xml version=\'1.0\'?>\n<r a="5"/>\n',
			);
		});

		it('takes any JSON, rows from any list in it, and a name by expression', async () => {
			const calls = [
				{ to: '+41', cost: 0.1 },
				{ to: '+49', cost: 1e-7 },
			];
			const json = { account: 'A/1', data: { opening_balance: 245.71293, calls } };
			const { outputs, error } = await build([{ json }, { json: { ...json, account: 'A/2' } }], {
				...CUSTOM,
				trafficFrom: 'field',
				trafficField: 'data.calls',
				fileName: '={{ $json.account }}-statement',
				template:
					'<s xmlns:t="urn:telecom-finance:template" o="${document.data.opening_balance}"><c t:each="rows" to="${row.to}">${row.cost}</c></s>',
				options: { outputBinaryProperty: 'statement' },
			});
			expect(error).toBeUndefined();
			const [one, two] = outputs[0];
			expect((await n8n.readBinary(one, 'statement')).toString()).toContain(
				'<s o="245.71293"><c to="+41">0.1</c><c to="+49">0.0000001</c></s>',
			);
			expect(one.json).toMatchObject({
				fileName: expect.stringMatching(/^A-1-statement_[0-9a-f]{12}\.xml$/),
				rowCount: 2,
				totals: {},
				reconciliation: { status: 'notApplicable' },
			});
			expect(two.json.fileName).toMatch(/^A-2-statement_/);
		});

		it('gives each document its own name', async () => {
			const parameters = {
				...CUSTOM,
				trafficFrom: 'none',
				fileName: 'same',
				template: '<a/>',
			};
			const { error } = await build(
				[{ json: { documentNumber: 'A' } }, { json: { documentNumber: 'B' } }],
				parameters,
			);
			expect(error?.message).toBe(
				'Document "B" would get the file name "same.xml", which Document "A" already has',
			);
		});

		it.each([
			['<a>', 'Template, line 1, column 1: <a> is not closed'],
			['<a>${document.dueDate}</a>', 'Document "7", field document.dueDate is not there'],
			['<a>\n  <b>${document.c}</b>\n</a>', 'Template, line 2, column 8: there is no "document.c"'],
			[
				'<a><b>${document.c | upperr}</b></a>',
				'Template, line 1, column 22: there is no formatter "upperr"; did you mean "upper"?',
			],
		])('says what is wrong in %s', async (template, message) => {
			const parameters = { ...CUSTOM, template, trafficFrom: 'none' };
			const { error } = await build([{ json: { documentNumber: '7' } }], parameters);
			expect(error?.message).toContain(message);
		});
	},
);
