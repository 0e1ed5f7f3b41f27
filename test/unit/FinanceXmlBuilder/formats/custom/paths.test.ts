import { CUSTOMER_ROWS, POSTPAID_SMS } from '../../../../fixtures/documents';
import { type Json, compiling, fill, root, unknown } from './fill';

const DOCUMENT: Json = {
	'a.b': 'dotted',
	list: [
		{ codeName: 'X', value: '1' },
		{ codeName: 'COST CENTER', value: '2', only: { here: 'h' } },
	],
	deep: { null: null, öäü: 'umlaut' },
	none: [],
};

describe('a path', () => {
	it.each([
		['document.list[1].value', '2'],
		['document["a.b"]', 'dotted'],
		["document['a.b']", 'dotted'],
		['document.list[codeName=COST CENTER].value', '2'],
		["document.list[codeName='COST CENTER'].value", '2'],
		['document.deep.öäü', 'umlaut'],
		['document.list[1].only.here', 'h'],
		[' document.deep.öäü ', 'umlaut'],
	])('%s leads to its value', async (path, text) => {
		expect(await fill(`<r>\${${path}}</r>`, DOCUMENT)).toBe(`<r>${text}</r>`);
	});

	describe('that is unknown is refused with the nearest known one', () => {
		it.each([
			['document.bizPartner.nmae', 'did you mean "document.bizPartner.name"?'],
			['document.bizpartner.name', 'did you mean "document.bizPartner.name"?'],
			['document.name', 'did you mean "document.bizPartner.name"?'],
			['document.documentNumer', 'did you mean "document.documentNumber"?'],
			['document.items.name', 'there is no "document.items.name"'],
			['document.items[0].totalNoVatt', 'did you mean "document.items[0].totalNoVat"?'],
			['document.documentNumber.length', 'there is no "document.documentNumber.length"'],
			['document.constructor', 'there is no "document.constructor"'],
			['document.qqqqqq', 'if only some have it, write "document.qqqqqq?"'],
			['document.total | plus:document.vta', 'did you mean "document.vat"?'],
			['document.items | sum:totalNoVta', 'there is no "document.items"'],
		])('%s', async (path, message) => {
			const template = `<r>\n  <a>\${${path}}</a>\n</r>`;
			await expect(fill(template, POSTPAID_SMS)).rejects.toThrow('Template, line 2, column ');
			await expect(fill(template, POSTPAID_SMS)).rejects.toThrow(message);
			await expect(fill(template, POSTPAID_SMS)).rejects.toMatchObject({
				description: expect.stringContaining(`Line 2 is: <a>\${${path}}</a>`),
			});
		});

		it('even if it is optional, so that a misspelt name never gives an empty element', async () => {
			await expect(
				fill('<r><a>${document.bizPartner.nmae | optional}</a></r>', POSTPAID_SMS),
			).rejects.toThrow('did you mean "document.bizPartner.name"?');
		});

		it('in the entry of a list and in a row', async () => {
			const entry = root('<i t:each="document.items as line">${line.nmae}</i>');
			await expect(fill(entry, POSTPAID_SMS)).rejects.toThrow('did you mean "line.name"?');
			const row = root('<w t:each="rows">${row.mmc}</w>');
			await expect(fill(row, POSTPAID_SMS, unknown(CUSTOMER_ROWS))).rejects.toThrow(
				'there is no "row.mmc": neither a traffic report nor the first row of this item has it; did you mean "row.mcc"?',
			);
			const own = root('<i t:each="document.list as one">${one.valeu}</i>');
			await expect(fill(own, DOCUMENT)).rejects.toThrow('did you mean "one.value"?');
		});

		it('in a condition', async () => {
			const template = root('<i t:if="document.selfBiling = yes"/>');
			await expect(fill(template, POSTPAID_SMS)).rejects.toThrow(
				'did you mean "document.selfBilling"?',
			);
		});
	});

	it('is known if only the item has it, at any depth', async () => {
		const template = root(
			'<a>${document.extra.costs[0].code}</a><b t:each="document.extra.costs as c">${c.only | optional}</b>',
		);
		const document = { ...POSTPAID_SMS, extra: { costs: [{ code: 'K' }, { only: 'o' }] } };
		expect(await fill(template, document)).toBe('<r><a>K</a><b>o</b></r>');
		await expect(fill(template, POSTPAID_SMS)).rejects.toThrow('there is no "document.extra');
	});

	it('is not refused if nobody can tell: below an empty value, in a list without entries', async () => {
		const template = root(
			'<a>${document.deep.null.more | optional}</a><b t:each="document.none as n">${n.x}</b>',
		);
		expect(await fill(template, DOCUMENT)).toBe('<r></r>');
	});

	it('with a question mark may be missing in the item', async () => {
		const template = root(
			'<a>${document.costCenter? | optional}</a><b>${document.x?.y | default:n}</b>',
		);
		expect(await fill(template, POSTPAID_SMS)).toBe('<r><b>n</b></r>');
		expect(await fill(template, { costCenter: 7, x: { y: 8 } })).toBe('<r><a>7</a><b>8</b></r>');
		await expect(fill('<r>${document.costCenter?}</r>', { documentNumber: '7' })).rejects.toThrow(
			'Document "7", field document.costCenter? is not there',
		);
	});

	describe('that is known but has no value', () => {
		const document = {
			...POSTPAID_SMS,
			documentUuid: 'u',
			documentNumber: '7',
			dueDate: null,
			lang: '',
		};

		it.each([
			['document.dueDate', 'Document "7" (u), field document.dueDate is null'],
			['document.lang', 'field document.lang is empty'],
			['document.items[7].name', 'field document.items[7].name is not there'],
			[
				'document.bizPartner.customAttributes[codeName=PROFIT].value',
				'field document.bizPartner.customAttributes[codeName=PROFIT].value is not there: the list has no entry whose codeName is "PROFIT", only COST_CENTER, SALES_PERSON',
			],
			['document.bizPartner', 'is not a single value but an object'],
			['document.items', 'is not a single value but a list'],
		])('%s is an error that names the document', async (path, message) => {
			await expect(fill(`<r>\${${path}}</r>`, document)).rejects.toThrow(message);
		});

		it('says in which line it is used, and what the other remedies are', async () => {
			await expect(fill('<r>\n${document.dueDate}</r>', document)).rejects.toMatchObject({
				description: expect.stringMatching(/^Line 2 of the template .*\| optional.*\| default/),
			});
		});

		it.each([
			['document.dueDate | optional', '<r></r>'],
			['document.dueDate | default:none', '<r><a>none</a></r>'],
			['document.bizPartner.customAttributes[codeName=PROFIT].value | optional', '<r></r>'],
			['document.bizPartner.customAttributes[codeName=PROFIT].value | default:', '<r><a></a></r>'],
		])('%s is no error', async (path, xml) => {
			expect(await fill(`<r><a>\${${path}}</a></r>`, document)).toBe(xml);
		});
	});

	it('finds an entry only by a field that the entries have', async () => {
		const by = (name: string) => `document.bizPartner.customAttributes[${name}=X].value | optional`;
		await expect(fill(`<r><a>\${${by('codName')}}</a></r>`, POSTPAID_SMS)).rejects.toThrow(
			'no entry of the list has a "codName"; did you mean "codeName"?',
		);
		expect(await fill(`<r><a>\${${by('codeName')}}</a></r>`, POSTPAID_SMS)).toBe('<r></r>');
	});

	it('names the entry of a repetition and the row in errors', async () => {
		const entries = root('<x t:each="document.items">${item.a}</x>');
		await expect(fill(entries, { items: [{ a: 1 }, {}] })).rejects.toThrow(
			'field document.items[1].item.a is not there',
		);
		const rows = root('<w t:each="rows">${row.a}</w>');
		await expect(fill(rows, {}, unknown([{ a: 1 }, { a: '' }]))).rejects.toThrow(
			'The input item, traffic row 2, field row.a is empty',
		);
		const ofDocument = root('<x t:each="document.items">${document.a}</x>');
		await expect(fill(ofDocument, { items: [{}], a: '' })).rejects.toThrow(
			'The input item, field document.a is empty',
		);
	});

	it.each([
		['x', '"x" begins with "x"; here a path begins with document, summary'],
		[
			'documnt.x',
			'begins with "documnt"; here a path begins with document, summary; did you mean "document"?',
		],
		['row.x', 'begins with "row"; here a path begins with document, summary; "row" has a meaning'],
		['documnt.total', 'did you mean "document.total"?'],
		['items[0].name', 'did you mean "document.items[0].name"?'],
		['$json.dueDate', 'did you mean "document.dueDate"?'],
		['document.dueDate | default:${document.lang}', 'a placeholder cannot contain another'],
		['item.x', 'begins with "item"'],
		[
			'summary.rowcount',
			'there is no "summary.rowcount", only summary.rowCount, summary.totalAmount, summary.messageCount; did you mean "summary.rowCount"?',
		],
		['document.#number', 'only a row and an entry of a list have a #number'],
		['document.a..b', '"document.a..b" is not a path, starting at "..b"'],
		['', '"" is not a path like document.documentNumber'],
	])('is refused as %j, whatever the item has', (path, message) => {
		expect(compiling(`<r>\${${path}}</r>`)).toThrow(message);
	});
});
