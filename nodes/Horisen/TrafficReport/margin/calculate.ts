import type Big from 'big.js';
import type { IBinaryKeyData, IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { failureOf } from '../../../common/addedFields';
import { wholeAmountOf } from '../../../common/amountOf';
import { OperatorError } from '../../../common/errors';
import { decimalText, roundedText, toDecimal } from '../../../common/money';
import { readNdjson } from '../../../common/ndjson';
import { oneOf } from '../../../common/oneOf';
import {
	type BilledTraffic,
	readTrafficSummary,
	type TrafficFigures,
	type TrafficSummary,
} from '../../../common/traffic';
import { binaryStream } from '../../../n8n/binaryStream';
import type { Operation } from '../../../n8n/operation';
import { plainText } from '../../../common/formValue';
import type { Row } from '../../../common/http/page';
import { TrafficTotals } from '../trafficTotals';
import { type Conversion, conversionsOf, convert, type Direction, labelOf } from './conversion';
import { marginFields } from './marginFields';
import { MarginLines } from './lines';
import { describeReport, marginCsv } from './report';

/** A document and the field from HORISEN Traffic Report. */
interface Input {
	itemIndex: number;
	document: Row;
	label: string;
	traffic: TrafficSummary;
}

/** An input with rows. */
type Billed = Input & { traffic: { kind: BilledTraffic } };

export const calculateMargin: Operation = {
	value: 'calculate',
	name: 'Calculate From Documents',
	action: 'Calculate the margin from documents and their traffic',
	description:
		'Join the traffic of customer and control invoices on country, operator, MCC and MNC: volume, revenue, cost and margin of each network',
	fields: marginFields,
	runs: 'once',
	async execute() {
		const inputs = inputsOf(this);
		const output = oneOf(this.getNodeParameter('output', 0), ['lines', 'report'], 'Output');
		// Nothing listed: return an item without fields, which Plan recognises.
		if (inputs.length === 0) return output === 'report' ? [{ json: {} }] : [];
		const billed = inputs.filter((input): input is Billed => input.traffic.kind !== 'none');
		const conversions = conversionsOf(
			billed.map(({ document }) => document),
			directionOf(this),
		);
		const options = this.getNodeParameter('options', 0) as IDataObject;
		const decimals = wholeAmountOf(options.amountDecimals ?? 2, 'Amount Decimals', 0, 10);
		const lines = new MarginLines();
		const documents: IDataObject[] = [];
		for (const [index, input] of billed.entries()) {
			const isReversed = rowsAreReversed(input);
			await addRows(this, lines, input, conversions[index], isReversed);
			documents.push(describeBilled(input, conversions[index], isReversed, decimals));
		}
		const report = describeReport(
			lines,
			{
				domesticCurrencyCode: conversions[0]?.domesticCurrencyCode ?? '',
				documents,
				leftOut: inputs.filter(({ traffic }) => traffic.kind === 'none').map(describeLeftOut),
			},
			decimals,
		);
		const pairedItem = inputs.map(({ itemIndex }) => ({ item: itemIndex }));
		if (output === 'report') {
			const json = { ...periodOf(inputs), ...report };
			return [{ json, binary: await csvFileOf(this, json), pairedItem }];
		}
		hintAtLeftOut(this, report.leftOut as IDataObject[]);
		return (report.lines as IDataObject[]).map((json) => ({ json, pairedItem }));
	},
};

/**
 * The number that identifies a report, and the period of its documents. The number uses the month in which the latest
 * document ends, so that a late document makes a new revision of the same report.
 */
function periodOf(inputs: Input[]): IDataObject {
	const days = (field: string) =>
		inputs
			.map(({ document }) => String(document[field] ?? ''))
			.filter((day) => day !== '')
			.sort();
	const periodFrom = days('periodStart')[0] ?? '';
	const periodTo = days('periodEnd').at(-1) ?? '';
	const documentNumber = `margin-${periodTo.slice(0, 7)}`;
	return { documentNumber, documentDate: periodTo, periodFrom, periodTo };
}

async function csvFileOf(context: IExecuteFunctions, report: IDataObject): Promise<IBinaryKeyData> {
	const property = plainText(context.getNodeParameter('csvProperty', 0), 'Put CSV File in Field');
	const content = Buffer.from(marginCsv(report.lines as IDataObject[]));
	const name = `${String(report.documentNumber)}_${String(report.revision)}.csv`;
	return { [property]: await context.helpers.prepareBinaryData(content, name, 'text/csv') };
}

/** The lines themselves cannot show them. */
function hintAtLeftOut(context: IExecuteFunctions, leftOut: IDataObject[]): void {
	if (leftOut.length === 0) return;
	context.addExecutionHints({
		message: `${leftOut.length} documents have no traffic and appear in no line. The output "Report" lists them.`,
		location: 'outputPane',
	});
}

/** @throws OperatorError naming an item that is not a document with a traffic summary, or is there twice */
function inputsOf(context: IExecuteFunctions): Input[] {
	const field = context.getNodeParameter('summaryField', 0) as string;
	const seen = new Set<unknown>();
	return context.getInputData().flatMap(({ json }, itemIndex) => {
		const { [field]: summary, ...document } = json;
		// If nothing was listed, n8n's Always Output Data gives an item without fields.
		if (Object.keys(document).length === 0) return [];
		const label = labelOf(document);
		if (seen.has(document.documentUuid)) {
			throw new OperatorError(`${label} is in the input twice`, {
				description: 'Its traffic would be counted twice. Put Remove Duplicates before this node.',
			});
		}
		seen.add(document.documentUuid);
		const traffic = readTrafficSummary(summary);
		if (traffic) return { itemIndex, document, label, traffic };
		const failure = failureOf(json);
		if (failure) {
			throw new OperatorError(`${label} failed in ${failure.node}: ${failure.message}`, {
				description: `${failure.advice} Without its traffic the margin would be wrong.`.trim(),
			});
		}
		throw new OperatorError(`${label} has no traffic summary in the field "${field}"`, {
			description:
				'Put HORISEN Traffic Report, For Each Document by Its Kind, with the output File before this node.',
		});
	});
}

function directionOf(context: IExecuteFunctions): Direction | undefined {
	const choice = oneOf(
		context.getNodeParameter('conversion', 0),
		['fromDocument', 'divide', 'multiply'],
		'Domestic Currency Rate',
	);
	return choice === 'fromDocument' ? undefined : choice;
}

/**
 * The amounts of a self-billing document are negative (the owner pays), but HORISEN does not publish a sign for its
 * rows. If the signs differ, the rows count with the opposite sign.
 */
function rowsAreReversed({ document, label, traffic }: Billed): boolean {
	if (document.selfBilling !== 'yes') return false;
	const net = toDecimal(document.amountNoVat, `${label}, amountNoVat`);
	return net.times(toDecimal(traffic.totalAmount, `${label}, traffic total`)).lt(0);
}

async function addRows(
	context: IExecuteFunctions,
	lines: MarginLines,
	{ itemIndex, label, traffic }: Billed,
	conversion: Conversion,
	isReversed: boolean,
): Promise<void> {
	const property = plainText(context.getNodeParameter('binaryProperty', 0), 'Input Binary Field');
	const file = context.getInputData()[itemIndex].binary?.[property];
	if (!file) {
		throw new OperatorError(`${label} has no traffic file in the binary field "${property}"`, {
			description:
				'Set Output of HORISEN Traffic Report to File, and keep its binary data on the way to this node.',
		});
	}
	const { kind } = traffic;
	const totals = new TrafficTotals(label, kind === 'customer' ? 'inSmsCnt' : 'outSmsCnt');
	let number = 0;
	for await (const row of readNdjson(await binaryStream(context, file), label)) {
		lines.add(row, ++number, { label, kind, conversion, isReversed });
		totals.add(row);
	}
	refuseOtherFile(totals.summary(), traffic, label);
}

/** Refuses a file that was cut or belongs to another document, instead of calculating a smaller margin. */
function refuseOtherFile(read: TrafficFigures, stated: TrafficFigures, label: string): void {
	for (const figure of ['rowCount', 'totalAmount', 'messageCount'] as const) {
		if (read[figure] === stated[figure]) continue;
		throw new OperatorError(
			`${label}: its traffic file has the ${figure} ${read[figure]}, but its summary has ${stated[figure]}`,
			{ description: 'Get the traffic again. Nodes between must not change the file.' },
		);
	}
}

function describeBilled(
	{ document, traffic }: Billed,
	conversion: Conversion,
	isReversed: boolean,
	decimals: number,
): IDataObject {
	const stated = toDecimal(traffic.totalAmount, 'totalAmount');
	const amount: Big = isReversed ? stated.neg() : stated;
	return {
		...whichDocument(document),
		side: traffic.kind === 'customer' ? 'sold' : 'bought',
		selfBilling: document.selfBilling as string,
		rowCount: traffic.rowCount,
		messages: traffic.messageCount,
		currencyCode: conversion.currencyCode,
		amount: decimalText(amount),
		domesticCurrencyRate: decimalText(conversion.rate),
		conversion: conversion.direction,
		domesticCurrencyCode: conversion.domesticCurrencyCode,
		domesticAmount: roundedText(convert(amount, conversion), decimals),
		...(isReversed ? { rowsSignReversed: true } : {}),
	};
}

function describeLeftOut({ document, traffic }: Input): IDataObject {
	return {
		...whichDocument(document),
		currencyCode: document.currencyCode as string,
		amountNoVat: document.amountNoVat as number,
		reason: traffic.reason ?? 'It has no traffic.',
	};
}

function whichDocument(document: Row): IDataObject {
	const { documentUuid, id, documentNumber, documentClassArea, bizPartner } = document;
	return {
		documentUuid,
		id,
		documentNumber,
		bizPartnerName: (bizPartner as IDataObject | undefined)?.name,
		documentClassArea,
	} as IDataObject;
}
