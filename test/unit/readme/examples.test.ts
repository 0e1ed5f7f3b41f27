import Big from 'big.js';
import { CustomFormat } from '../../../nodes/FinanceXmlBuilder/formats/custom';
import {
	EXAMPLE_DOCUMENT_TEMPLATE,
	EXAMPLE_ROW_TEMPLATE,
} from '../../../nodes/FinanceXmlBuilder/templateExamples';
import { RowCounter } from '../../../nodes/FinanceXmlBuilder/traffic/totals';
import type { Traffic } from '../../../nodes/FinanceXmlBuilder/writeXml';
import { trafficKind } from '../../../nodes/Horisen/shared/documentKind';
import type { FinanceDocument } from '../../../sandbox/horisen';
import { HorisenData } from '../../../sandbox/horisen/data/data';
import { Libxml2 } from '../../support/libxml2';
import { NO_TRAFFIC, written } from '../FinanceXmlBuilder/written';
import { example } from './readme';

const data = new HorisenData('readme', '2023-07-10');
const documents = data.eligible();
const libxml2 = new Libxml2();

afterAll(async () => await libxml2.close());

/** The rows as HORISEN Traffic Report hands them over: with their sums known beforehand. */
function trafficOf(document: FinanceDocument): Traffic {
	const { kind } = trafficKind({ ...document });
	if (kind === 'none') return NO_TRAFFIC;
	const rows = data.trafficRows(document.id).map((row) => ({ ...row }));
	const counter = new RowCounter();
	for (const row of rows) counter.add(row);
	return { kind, rows, totals: counter.totals() };
}

async function xmlOf(format: CustomFormat, document: FinanceDocument, traffic?: Traffic) {
	const { xml } = await written(format, { ...document }, traffic);
	return xml;
}

/** What a receiver finds at the paths; an error where the XML is not well-formed. */
async function read(xml: string, paths: Record<string, string>): Promise<Record<string, string[]>> {
	const { errors, found } = await libxml2.read(xml, { xpaths: Object.values(paths) });
	expect(errors).toEqual([]);
	return Object.fromEntries(Object.keys(paths).map((name, index) => [name, found[index]]));
}

const named = (list: FinanceDocument[]) =>
	list.map((document) => [JSON.stringify(document.documentNumber.slice(0, 20)), document] as const);

describe("the README's import of an ERP of one's own", () => {
	const format = new CustomFormat(example('import-document'), example('import-row'));

	it('is what the form of the node starts with', () => {
		expect(JSON.parse(example('import-document'))).toEqual(JSON.parse(EXAMPLE_DOCUMENT_TEMPLATE));
		expect(JSON.parse(example('import-row'))).toEqual(JSON.parse(EXAMPLE_ROW_TEMPLATE));
	});

	it.each(named(documents))('writes %s', async (_, document) => {
		const traffic = trafficOf(document);
		const found = await read(await xmlOf(format, document, traffic), {
			number: '/InvoiceImport/Invoice/@number',
			gross: '/InvoiceImport/Invoice/Gross',
			lines: '/InvoiceImport/Invoice/Lines/Line/Amount',
			rows: '/InvoiceImport/Traffic/Row/Amount',
			amount: '/InvoiceImport/Traffic/Amount',
		});

		expect(found).toEqual({
			number: [document.documentNumber],
			gross: [new Big(document.total).toFixed(2)],
			lines: document.items.map(({ totalNoVat }) => new Big(totalNoVat).toFixed(2)),
			rows: data.trafficRows(document.id).map(({ totalAmount }) => new Big(totalAmount).toFixed()),
			amount: [traffic.totals?.totalAmount],
		});
	});

	it('gives the XML that the README shows', async () => {
		const document = data.document(300901);
		if (!document) throw new Error('The seeded data has no document 300901');
		const traffic = trafficOf(document);
		const xml = await xmlOf(format, document, traffic);
		const rest = `<!-- and ${Number(traffic.totals?.rowCount) - 1} more rows -->`;

		expect(example('import-xml').replace(/>\s+</g, '><')).toBe(
			xml.replace(/(?<=<\/Row>)<Row .*<\/Row>/, rest),
		);
	});
});

describe("the README's INVOIC02", () => {
	const format = new CustomFormat(example('invoic02'), '');
	const isInvoice = ({ selfBilling }: FinanceDocument) => selfBilling === 'no';
	const fitting = documents.filter(
		(document) => isInvoice(document) && document.bizPartnerExternalRefId,
	);

	it.each(named(fitting))('writes %s', async (_, document) => {
		const day = (date: string) => date.replaceAll('-', '');
		const cents = (amount: number) => new Big(amount).toFixed(2);
		const found = await read(await xmlOf(format, document), {
			type: '/INVOIC02/IDOC[@BEGIN="1"]/EDI_DC40/IDOCTYP',
			currency: '/INVOIC02/IDOC/E1EDK01/CURCY',
			customer: '/INVOIC02/IDOC/E1EDKA1[PARVW="RE"]/PARTN',
			number: '/INVOIC02/IDOC/E1EDK02[QUALF="009"]/BELNR',
			date: '/INVOIC02/IDOC/E1EDK03[IDDAT="012"]/DATUM',
			due: '/INVOIC02/IDOC/E1EDK03[IDDAT="028"]/DATUM',
			positions: '/INVOIC02/IDOC/E1EDP01/POSEX',
			net: '/INVOIC02/IDOC/E1EDP01/NETWR',
			sums: '/INVOIC02/IDOC/E1EDS01/SUMME',
			segmentsUnmarked: '//*[starts-with(name(), "E")][not(@SEGMENT="1")]',
		});

		expect(found).toEqual({
			type: ['INVOIC02'],
			currency: [document.currencyCode],
			customer: [document.bizPartnerExternalRefId],
			number: [document.documentNumber],
			date: [day(document.documentDate)],
			due: [day(document.dueDate)],
			positions: document.items.map((_item, index) => `${index + 1}0`.padStart(6, '0')),
			net: document.items.map(({ totalNoVat }) => cents(totalNoVat)),
			sums: [document.amountNoVat, document.vat, document.total].map(cents),
			segmentsUnmarked: [],
		});
	});

	it('refuses self-billing documents, and partners without a customer number, by name', async () => {
		const refused = documents.filter((document) => !fitting.includes(document));
		expect(refused.filter(isInvoice)).not.toEqual([]);
		expect(refused.filter((document) => !isInvoice(document))).not.toEqual([]);
		for (const document of refused) {
			const field = isInvoice(document) ? 'bizPartnerExternalRefId' : 'selfBilling';
			await expect(xmlOf(format, document)).rejects.toThrow(
				`(${document.documentUuid}), field document.${field}`,
			);
		}
	});
});
