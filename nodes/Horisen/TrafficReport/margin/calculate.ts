import type Big from 'big.js';
import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { OperatorError } from '../../../common/errors';
import { decimalText, roundedText, toDecimal } from '../../../common/money';
import { readNdjson } from '../../../common/ndjson';
import { oneOf } from '../../../common/oneOf';
import { binaryStream } from '../../../routing/binaryStream';
import type { Operation } from '../../../routing/operation';
import { plainText } from '../../../common/formValue';
import type { Row } from '../../shared/page';
import { TrafficTotals, type TrafficSummary } from '../trafficTotals';
import { type Conversion, conversionsOf, convert, type Direction, labelOf } from './conversion';
import { marginFields } from './fields';
import { MarginLines } from './lines';
import { describeReport } from './report';

/** A document and what HORISEN Traffic Report put in its item. */
interface Input {
	itemIndex: number;
	document: Row;
	label: string;
	traffic: TrafficSummary | { kind: 'none'; reason?: string };
}

/** An input with rows. */
type Billed = Input & { traffic: TrafficSummary };

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
		const billed = inputs.filter((input): input is Billed => input.traffic.kind !== 'none');
		const conversions = conversionsOf(
			billed.map(({ document }) => document),
			directionOf(this),
		);
		const options = this.getNodeParameter('options', 0) as IDataObject;
		const decimals = Number(options.amountDecimals ?? 2);
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
		if (this.getNodeParameter('output', 0) === 'report') return [{ json: report, pairedItem }];
		hintAtLeftOut(this, report.leftOut as IDataObject[]);
		return (report.lines as IDataObject[]).map((json) => ({ json, pairedItem }));
	},
};

/** Lines alone have no place for them. */
function hintAtLeftOut(context: IExecuteFunctions, leftOut: IDataObject[]): void {
	if (leftOut.length === 0) return;
	context.addExecutionHints({
		message: `${leftOut.length} documents have no traffic and are in no line. The output "Report" lists them.`,
		location: 'outputPane',
	});
}

/** @throws OperatorError naming the item that is no document with a traffic summary, or comes twice */
function inputsOf(context: IExecuteFunctions): Input[] {
	const field = context.getNodeParameter('summaryField', 0) as string;
	const seen = new Set<unknown>();
	return context.getInputData().map(({ json }, itemIndex) => {
		const { [field]: traffic, ...document } = json;
		const label = labelOf(document);
		if (seen.has(document.documentUuid)) {
			throw new OperatorError(`${label} is in the input twice`, {
				description: 'Its traffic would be counted twice. Put Remove Duplicates before this node.',
			});
		}
		seen.add(document.documentUuid);
		const kind = (traffic as IDataObject | undefined)?.kind;
		if (kind === 'customer' || kind === 'control' || kind === 'none') {
			return { itemIndex, document, label, traffic: traffic as unknown as Input['traffic'] };
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
 * The amounts of a self-billing document are negative (the owner pays), while HORISEN does not publish a
 * sign for its rows: where the two have opposite signs, the rows count with theirs reversed.
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

/** A file that was cut, or is another document's, is no smaller margin. */
function refuseOtherFile(
	read: Omit<TrafficSummary, 'kind' | 'digest'>,
	stated: TrafficSummary,
	label: string,
): void {
	for (const figure of ['rowCount', 'totalAmount', 'messageCount'] as const) {
		if (read[figure] === stated[figure]) continue;
		throw new OperatorError(
			`${label}: its traffic file has the ${figure} ${read[figure]}, its summary ${stated[figure]}`,
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
		reason: ('reason' in traffic && traffic.reason) || 'It has no traffic.',
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
