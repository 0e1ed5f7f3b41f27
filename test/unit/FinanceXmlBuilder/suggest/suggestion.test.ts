import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { parseTemplate } from '../../../../nodes/FinanceXmlBuilder/formats/custom/template';
import {
	documentCandidates,
	documentLists,
	rowList,
	summaryCandidates,
} from '../../../../nodes/FinanceXmlBuilder/suggest/candidates';
import { suggest } from '../../../../nodes/FinanceXmlBuilder/suggest/suggestion';
import { wordsOf } from '../../../../nodes/FinanceXmlBuilder/suggest/words';
import { CUSTOMER_ROWS, CUSTOMER_SUMMARY, POSTPAID_SMS } from '../../../fixtures/documents';
import { xmlDocument } from '../writing/arbitraryXml';

const EBINTERFACE = join(__dirname, '../../../../../shared/conformance/ebinterface-6.1/sample.xml');

function suggested(
	sample: string,
	document: object = POSTPAID_SMS,
	rows: object[] = CUSTOMER_ROWS,
) {
	const ofRows = rowList(rows as Array<Record<string, unknown>>);
	return suggest(
		sample,
		{
			fields: [
				...documentCandidates(document as Record<string, unknown>),
				...summaryCandidates({ ...CUSTOMER_SUMMARY }),
			],
			lists: [...documentLists(document as Record<string, unknown>), ...(ofRows ? [ofRows] : [])],
		},
		'documentClassArea' in document && document.documentClassArea === 'purchase',
	);
}

describe('words of a name', () => {
	it.each([
		['InvoiceNumber', 'invoice number'],
		['Rechnungsnummer', 'invoice number'],
		['INVOICE_NO', 'invoice number'],
		['FälligkeitsDatum', 'due date'],
		['VATAmount', 'vat amount'],
		['BELNR', 'invoice number'],
		['Waehrung', 'currency'],
	])('%s are %s', (name, words) => {
		expect(wordsOf(name).join(' ')).toBe(words);
	});
});

describe('a suggestion', () => {
	it('finds fields by name and by value, and writes them as the sample does', () => {
		const { template, proposed, notMatched } = suggested(
			`<Beleg Waehrung='EUR'>
	<Rechnungsnummer> R-4711 </Rechnungsnummer>
	<Datum>30.06.2023</Datum>
	<Netto>10,55</Netto><Brutto>1.012,66</Brutto>
	<Partner><Name>ACME</Name></Partner>
	<Absender><Name>We Ltd</Name></Absender>
	<X>CI-0123456</X><Y>ORANGE CI</Y><Z>0000004711</Z><Kst>0042</Kst>
	<Mandant>100</Mandant>
</Beleg>`,
		);
		expect(template).toBe(`<Beleg Waehrung='\${document.currencyCode}'>
	<Rechnungsnummer> \${document.documentNumber} </Rechnungsnummer>
	<Datum>\${document.documentDate | date:DD.MM.YYYY}</Datum>
	<Netto>\${document.amountNoVat | decimals:2,','}</Netto><Brutto>\${document.total | decimals:2,',' | thousands:.}</Brutto>
	<Partner><Name>\${document.bizPartner.name}</Name></Partner>
	<Absender><Name>We Ltd</Name></Absender>
	<X>\${document.bizPartner.vatNumber}</X><Y>\${document.bizPartner.briefName | upper}</Y><Z>\${document.id | padStart:10,0}</Z><Kst>\${document.bizPartner.customAttributes[codeName=COST_CENTER].value | optional}</Kst>
	<Mandant>100</Mandant>
</Beleg>`);
		expect(proposed[1]).toEqual({
			place: '/Beleg/Rechnungsnummer',
			line: 2,
			sample: 'R-4711',
			placeholder: '${document.documentNumber}',
			because: 'name',
			value: '300923-1',
		});
		expect(notMatched).toEqual([
			{
				place: '/Beleg/Absender/Name',
				line: 6,
				sample: 'We Ltd',
				reason: expect.any(String) as string,
			},
			{
				place: '/Beleg/Mandant',
				line: 8,
				sample: '100',
				reason: 'no field has this value or a name like it',
			},
		]);
	});

	it('repeats elements for the lines and the rows, and removes the further ones', () => {
		const { template, repeated, notMatched } = suggested(`<Import>
	<Line no="0001"><Description>A</Description><Amount>1.00</Amount></Line>
	<Line no="0002"><Description>B</Description><Amount>2.00</Amount></Line>
	<Traffic>
		<Usage mcc="612" mnc="05"><Operator>MTN</Operator><Messages>46</Messages></Usage>
		<Usage mcc="612" mnc="01"><Operator>Orange</Operator><Messages>1</Messages></Usage>
	</Traffic>
</Import>`);
		expect(notMatched).toEqual([]);
		expect(template).toBe(`<Import xmlns:t="urn:telecom-finance:template">
	<Line t:each="document.items as line" no="\${line.#number | padStart:4,0}"><Description>\${line.name}</Description><Amount>\${line.totalNoVat | decimals:2}</Amount></Line>
	<Traffic>
		<Usage t:each="rows" mcc="\${row.mcc}" mnc="\${row.mnc}"><Operator>\${row.operatorName | optional}</Operator><Messages>\${row.inSmsCnt}</Messages></Usage>
	</Traffic>
</Import>`);
		expect(repeated).toMatchObject([
			{ place: '/Import/Line', line: 2, each: 'document.items as line', removed: 1 },
			{ place: '/Import/Traffic/Usage', line: 5, each: 'rows', removed: 1 },
		]);
	});

	it('fills repeated elements without a list by their values', () => {
		const { template } = suggested(
			'<a><S><Q>010</Q><Total>10.55</Total></S><S><Q>011</Q><Total>12.66</Total></S><S><Q>9</Q><Total>1.00</Total></S></a>',
		);
		expect(template).toBe(
			'<a><S><Q>010</Q><Total>${document.amountNoVat | decimals:2}</Total></S><S><Q>011</Q><Total>${document.total | decimals:2}</Total></S><S><Q>9</Q><Total>1.00</Total></S></a>',
		);
	});

	it('escapes placeholders as XML requires', () => {
		const { template } = suggested(
			`<a Gross='12,66' Net="1'010.55"><x><![CDATA[v<1]]></x><y>v&lt;2</y><z/></a>`,
			{ amountNoVat: 10.55, total: 12.66, 'p<q': 'v<1', 'a.b': 'v<2', 'bad"|': 'v<3' },
			[],
		);
		expect(template).toBe(
			`<a Gross='\${document.total | decimals:2,&apos;,&apos;}' Net="\${document.amountNoVat | decimals:2 | thousands:&quot;'&quot;}"><x><![CDATA[\${document.p<q}]]></x><y>\${document["a.b"]}</y><z/></a>`,
		);
		parseTemplate(template);
	});

	it('writes amounts as the sample does, and reads 1.234 by the value of the document', () => {
		const { template, proposed } = suggested(
			'<a><Price>0.045</Price><Net>1,234,567.50</Net><Gross>1.234</Gross><Vat>2.345</Vat><Total>1.5.0</Total></a>',
			{ price: 0.045, net: 1234567.5, gross: 1.234, vat: 7 },
			[],
		);
		expect(template).toBe(
			'<a><Price>${document.price | decimals:3}</Price><Net>${document.net | decimals:2 | thousands:","}</Net><Gross>${document.gross | decimals:3}</Gross><Vat>${document.vat | decimals:0 | thousands:.}</Vat><Total>1.5.0</Total></a>',
		);
		expect(proposed.flatMap(({ doubt }) => doubt ?? [])).toEqual([
			'"2.345" may also be an amount with three decimals',
		]);
		parseTemplate(template);
	});

	it('takes the type of an invoice for no number of it', () => {
		const { template } = suggested('<a><InvoiceTypeCode>INV01</InvoiceTypeCode></a>');
		expect(template).toBe('<a><InvoiceTypeCode>INV01</InvoiceTypeCode></a>');
	});

	it('takes any JSON with its lists', () => {
		const { template } = suggested(
			'<s><balance>1.5</balance><call><to>+4100</to><cost>9.99</cost></call><call/></s>',
			{ balance: 1.5, data: { calls: [{ to: '+4100', cost: 0.1 }] } },
			[],
		);
		expect(template).toContain('<balance>${document.balance | decimals:1}</balance>');
		expect(template).toContain('t:each="document.data.calls as line"><to>${line.to}</to>');
	});

	it('says what a person should look at', () => {
		const { proposed, notMatched } = suggested(
			'<a><DueDate>05/06/2023</DueDate><Total>12.7</Total><Day>2023-06-30</Day><v>1</v><v>2</v>text</a>',
		);
		expect(proposed).toMatchObject([
			{
				placeholder: '${document.dueDate | date:DD/MM/YYYY}',
				doubt: '"05/06/2023" may also be MM/DD/YYYY',
			},
			{ doubt: '12.66 has more decimals than "12.7" and would be rounded' },
		]);
		expect(notMatched.map(({ sample, reason }) => [sample, reason])).toEqual([
			['text', 'it is text between elements'],
			[
				'2023-06-30',
				'several fields match: document.documentDate, document.deliveryDate, document.periodEnd, document.insertDt',
			],
			['1', 'no field has this value or a name like it'],
			['<v>', expect.stringContaining('it occurs 2 times') as string],
			['2', 'no field has this value'],
		]);
	});

	it('accounts for every text and attribute of the sample, and leaves the rest unchanged', () => {
		fc.assert(
			fc.property(xmlDocument, (sample) => {
				const { template, proposed, notMatched, repeated } = suggested(sample);
				parseTemplate(template);
				if (proposed.length + repeated.length === 0) expect(template).toBe(sample);
				const removed = notMatched.some(({ reason }) => reason.includes('taken out'));
				expect(removed && repeated.length === 0).toBe(false);
			}),
		);
	});

	it('does not take a `${` of the sample for a placeholder', () => {
		const { template } = suggested('<a><b>${x}</b><c>${y} <d/> z</c></a>');
		expect(template).toBe('<a><b>$${x}</b><c>$${y} <d/> z</c></a>');
	});

	it('refuses what is not XML, with the line', () => {
		expect(() => suggested('<a>\n<b></a>')).toThrow('Template, line 2, column 4');
	});
});

describe("the sample of ebInterface's documentation", () => {
	it('gets placeholders for its numbers, dates, partner, lines and sums', () => {
		if (!existsSync(EBINTERFACE)) {
			console.warn(`NOT CHECKED: the sample is not at ${EBINTERFACE}`);
			return;
		}
		const { proposed, repeated, notMatched } = suggested(readFileSync(EBINTERFACE, 'utf8'));
		const placeholders = Object.fromEntries(
			proposed.map(({ place, placeholder }) => [place, placeholder]),
		);
		expect(placeholders).toMatchObject({
			'/Invoice/@InvoiceCurrency': '${document.currencyCode}',
			'/Invoice/InvoiceNumber': '${document.documentNumber}',
			'/Invoice/InvoiceDate': '${document.documentDate}',
			'/Invoice/InvoiceRecipient/VATIdentificationNumber': '${document.bizPartner.vatNumber}',
			'/Invoice/InvoiceRecipient/Address/Name': '${document.bizPartner.name}',
			'/Invoice/InvoiceRecipient/BillersInvoiceRecipientID': '${document.bizPartnerExternalRefId}',
			'/Invoice/Details/ItemList/ListLineItem/PositionNumber': '${line.#number}',
			'/Invoice/Details/ItemList/ListLineItem/Quantity': '${line.quantity | decimals:2}',
			'/Invoice/Details/ItemList/ListLineItem/LineItemAmount': '${line.totalNoVat | decimals:2}',
			'/Invoice/Tax/TaxItem/TaxableAmount': '${document.amountNoVat}',
			'/Invoice/Tax/TaxItem/TaxAmount': '${document.vat}',
			'/Invoice/PayableAmount': '${document.total}',
			'/Invoice/PaymentConditions/DueDate': '${document.dueDate}',
		});
		expect(repeated.map(({ each }) => each)).toEqual(['document.items as line']);
		expect(
			proposed.filter(({ place }) => /Biller|Cancelled|Delivery|Ordering/.test(place)),
		).toEqual([
			expect.objectContaining({
				place: expect.stringContaining('BillersInvoiceRecipientID') as string,
			}),
		]);
		expect(notMatched.find(({ place }) => place === '/Invoice/Biller/Address/Name')?.reason).toBe(
			'it is about you, not about the document: write your own data here',
		);
	});
});
