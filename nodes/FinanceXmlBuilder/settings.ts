import type Big from 'big.js';
import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { OperatorError } from '../common/errors';
import { oneOf } from '../common/oneOf';
import { type UblSettings, readUblSettings } from './formats/ubl/settings';
import type { DifferencePolicy } from './writeXml';
import type { UnsupportedCharacters } from './xml/text';
import { decimalOrNone } from '../common/money';

export type TrafficFrom = 'none' | 'binary' | 'field';

/** The node's parameters for one item. */
export interface Settings {
	format: 'document' | 'custom' | 'ubl';
	/** For the format `ubl` alone. */
	ubl?: UblSettings;
	documentTemplate: string;
	rowTemplate: string;
	trafficFrom: TrafficFrom;
	/** The binary field, or the JSON field, that holds the rows. */
	trafficProperty: string;
	trafficSummaryField: string;
	/** Empty: made from number, uuid and revision. */
	fileName: string;
	outputProperty: string;
	onDifference: DifferencePolicy;
	tolerance: Big;
	unsupportedCharacters: UnsupportedCharacters;
	includeStatusFields: boolean;
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
		documentTemplate: parameter('documentTemplate'),
		rowTemplate: parameter('rowTemplate'),
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
	};
}

function toleranceOf(value: unknown): Big {
	const tolerance = decimalOrNone(value);
	if (tolerance?.gte(0)) return tolerance;
	throw new OperatorError(`Tolerance is not an amount: ${JSON.stringify(value)}`, {
		description: 'Write it as a number with a decimal point that is not negative, e.g. 0.01.',
	});
}
