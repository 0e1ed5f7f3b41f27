import type Big from 'big.js';
import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { wholeAmountOf } from '../common/amountOf';
import { OperatorError } from '../common/errors';
import { oneOf } from '../common/oneOf';
import { type UblSettings, readUblSettings } from './formats/ubl/ublSettings';
import type { DifferencePolicy } from './reconciliation';
import type { UnsupportedCharacters } from './xml/text';
import { AS_IS, type Writing, readWriting } from './writing/writing';
import { decimalOrNone } from '../common/money';

export type TrafficFrom = 'none' | 'binary' | 'field';

/** The node's parameters for one item. */
export interface Settings {
	format: 'document' | 'custom' | 'ubl';
	/** Only for the format `ubl`. */
	ubl?: UblSettings;
	/** Only for the format `custom`, like the two below. */
	template: string;
	keepAsWritten: boolean;
	keepComments: boolean;
	trafficFrom: TrafficFrom;
	/** The binary field or JSON field with the rows. */
	trafficProperty: string;
	trafficSummaryField: string;
	/** Empty: made from number, uuid and revision. */
	fileName: string;
	outputProperty: string;
	onDifference: DifferencePolicy;
	tolerance: Big;
	unsupportedCharacters: UnsupportedCharacters;
	includeStatusFields: boolean;
	writing: Writing;
	output: 'file' | 'preview';
	/** How many rows a preview shows. */
	previewRows: number;
}

export function readSettings(context: IExecuteFunctions, itemIndex: number): Settings {
	const parameter = (name: string, otherwise = ''): string => {
		const value = context.getNodeParameter(name, itemIndex, otherwise) as string | IDataObject;
		return typeof value === 'string' ? value : JSON.stringify(value);
	};
	const options = context.getNodeParameter('options', itemIndex, {}) as IDataObject;
	const trafficFrom = oneOf(parameter('trafficFrom'), ['none', 'binary', 'field'], 'Traffic From');
	const format = oneOf(parameter('format'), ['document', 'custom', 'ubl'], 'Format');
	return {
		format,
		ubl: format === 'ubl' ? readUblSettings(context, itemIndex) : undefined,
		template: parameter('template'),
		keepAsWritten: context.getNodeParameter('keepAsWritten', itemIndex, false) === true,
		keepComments: options.dropComments !== true,
		trafficFrom,
		trafficProperty: parameter(
			trafficFrom === 'field' ? 'trafficField' : 'trafficBinaryProperty',
		).trim(),
		trafficSummaryField: (options.trafficSummaryField as string | undefined) ?? 'traffic',
		fileName: parameter('fileName').trim(),
		outputProperty: (options.outputBinaryProperty as string | undefined) || 'xml',
		onDifference: oneOf(parameter('onDifference'), ['fail', 'flag', 'ignore'], 'On Difference'),
		tolerance: toleranceOf(options.tolerance ?? 0.01),
		unsupportedCharacters: oneOf(
			options.unsupportedCharacters ?? 'replace',
			['replace', 'refuse'],
			'Unsupported Characters',
		),
		includeStatusFields: options.includeStatusFields === true,
		writing:
			format === 'ubl'
				? AS_IS
				: readWriting(context.getNodeParameter('writing', itemIndex, {}) as IDataObject),
		output: oneOf(parameter('output', 'file'), ['file', 'preview'], 'Output'),
		previewRows: wholeAmountOf(
			context.getNodeParameter('previewRows', itemIndex, 3),
			'Rows to Show',
			0,
		),
	};
}

function toleranceOf(value: unknown): Big {
	const tolerance = decimalOrNone(value);
	if (tolerance?.gte(0)) return tolerance;
	throw new OperatorError(`Tolerance is not an amount: ${JSON.stringify(value)}`, {
		description: 'Write a number that is not negative, with a decimal point, e.g. 0.01.',
	});
}
