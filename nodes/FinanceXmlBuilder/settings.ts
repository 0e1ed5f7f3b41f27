import type Big from 'big.js';
import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { toDecimal } from '../common/money';
import type { DifferencePolicy } from './writeXml';
import type { UnsupportedCharacters } from './xml/text';

export type TrafficFrom = 'none' | 'binary' | 'field';

/** The node's parameters for one item. */
export interface Settings {
	format: 'document' | 'custom';
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
	const trafficFrom = parameter('trafficFrom') as TrafficFrom;
	return {
		format: parameter('format') as Settings['format'],
		documentTemplate: parameter('documentTemplate'),
		rowTemplate: parameter('rowTemplate'),
		trafficFrom,
		trafficProperty: parameter(
			trafficFrom === 'field' ? 'trafficField' : 'trafficBinaryProperty',
		).trim(),
		trafficSummaryField: (options.trafficSummaryField as string | undefined) ?? 'traffic',
		fileName: parameter('fileName').trim(),
		outputProperty: (options.outputBinaryProperty as string | undefined) || 'xml',
		onDifference: parameter('onDifference') as DifferencePolicy,
		tolerance: toDecimal(options.tolerance ?? 0.01, 'Tolerance'),
		unsupportedCharacters:
			(options.unsupportedCharacters as UnsupportedCharacters | undefined) ?? 'replace',
		includeStatusFields: options.includeStatusFields === true,
	};
}
