import { createHash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import Big from 'big.js';
import { DocumentFormat } from '../../../nodes/FinanceXmlBuilder/formats/document/documentFormat';
import { readTrafficSummary } from '../../../nodes/common/traffic';
import { type Traffic, writeXml } from '../../../nodes/FinanceXmlBuilder/writeXml';
import { AS_IS } from '../../../nodes/FinanceXmlBuilder/writing/writing';
import { XmlText } from '../../../nodes/FinanceXmlBuilder/xml/text';
import { CUSTOMER_ROWS, CUSTOMER_SUMMARY, POSTPAID_SMS, PREPAID } from '../../fixtures/documents';
import { written } from './written';

const format = new DocumentFormat();
const summary = readTrafficSummary(CUSTOMER_SUMMARY)!;
const FETCHED: Traffic = { kind: 'customer', rows: CUSTOMER_ROWS, summary, totals: summary };

describe('a written file', () => {
	it('is measured while it is written', async () => {
		const { xml, outcome } = await written(format, POSTPAID_SMS, FETCHED);
		expect(outcome.bytes).toBe(Buffer.byteLength(xml));
		expect(outcome.sha256).toBe(createHash('sha256').update(xml).digest('hex'));
		expect(outcome.totals).toEqual({
			rowCount: 2,
			totalAmount: '10.5524',
			messageCount: '100050',
		});
		expect(outcome.reconciliation.status).toBe('matched');
	});

	it('states no totals of rows if it has no rows', async () => {
		const { outcome } = await written(format, PREPAID);
		expect(outcome.totals).toBeUndefined();
		expect(outcome.reconciliation).toMatchObject({
			status: 'notApplicable',
			reason: 'This document has no traffic rows.',
		});
	});

	it('is not closed when rows are missing', async () => {
		const cut = { ...FETCHED, rows: CUSTOMER_ROWS.slice(0, 1) };
		await expect(written(format, POSTPAID_SMS, cut)).rejects.toThrow(
			'Document "300923-1" (1f0c2f5e-6a4e-4c0e-9c2a-0d3b8f1a0001): the rows that were read have a number of 1, but 2 was fetched',
		);
	});

	describe('for a document that does not add up', () => {
		const document = { ...POSTPAID_SMS, amountNoVat: 10.5 };

		it('fails if the operator chose so', async () => {
			await expect(written(format, document, FETCHED, { onDifference: 'fail' })).rejects.toThrow(
				'does not add up: items 10.5524, document 10.5, difference 0.0524',
			);
		});

		it.each(['flag', 'ignore'] as const)('states the difference: %s', async (onDifference) => {
			const { outcome } = await written(format, document, FETCHED, { onDifference });
			expect(outcome.reconciliation).toMatchObject({
				status: 'difference',
				itemsVsDocument: { status: 'difference', difference: '0.0524' },
			});
		});

		it("uses the operator's tolerance", async () => {
			const { outcome } = await written(format, document, FETCHED, {
				onDifference: 'fail',
				tolerance: new Big('0.0524'),
			});
			expect(outcome.reconciliation).toMatchObject({ status: 'matched', tolerance: '0.0524' });
		});
	});

	it('reads rows only as fast as it is read, and releases them when it is dropped', async () => {
		let asked = 0;
		let closed = false;
		async function* endless() {
			try {
				for (;;) {
					asked++;
					yield CUSTOMER_ROWS[0];
					await Promise.resolve();
				}
			} finally {
				closed = true;
			}
		}
		const { stream } = writeXml({
			documentLabel: 'Document "1"',
			document: POSTPAID_SMS,
			traffic: { kind: 'customer', rows: endless() },
			format,
			text: new XmlText('replace'),
			tolerance: new Big('0.01'),
			onDifference: 'flag',
			writing: AS_IS,
		});
		const reader = stream[Symbol.asyncIterator]();
		await reader.next();
		for (let turn = 0; turn < 100; turn++) await setImmediate();
		const afterOneChunk = asked;
		for (let turn = 0; turn < 100; turn++) await setImmediate();
		expect(asked).toBe(afterOneChunk);
		expect(afterOneChunk).toBeLessThan(1000);
		await reader.return?.();
		await setImmediate();
		expect(closed).toBe(true);
	});

	it('ends with the error of its rows', async () => {
		async function* broken() {
			yield CUSTOMER_ROWS[0];
			await Promise.resolve();
			throw new Error('the disk is gone');
		}
		const traffic: Traffic = { kind: 'customer', rows: broken() };
		await expect(written(format, POSTPAID_SMS, traffic)).rejects.toThrow('the disk is gone');
	});

	it('is refused before there is a stream if the document itself is wrong', () => {
		const order = {
			documentLabel: 'Document "1"',
			document: { documentUuid: 'u' },
			traffic: FETCHED,
			format,
			text: new XmlText('replace'),
			tolerance: new Big('0.01'),
			onDifference: 'flag' as const,
			writing: AS_IS,
		};
		expect(() => writeXml(order)).toThrow('field amountNoVat is not an amount: missing');
	});
});
