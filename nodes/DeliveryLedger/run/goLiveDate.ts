import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { dayText, plainText } from '../../common/formValue';

/** @param means what the day decides, and what an empty field does */
export function goLiveDateField(means: string): INodeProperties {
	return {
		displayName: 'Go-Live Date',
		name: 'goLiveDate',
		type: 'string',
		default: '',
		placeholder: 'e.g. 2023-07-01',
		description: `First day (YYYY-MM-DD) whose documents ${means}`,
	};
}

/** @returns the day as `YYYY-MM-DD`, or an empty text. @throws OperatorError if it is not a day */
export function goLiveDateOf(context: IExecuteFunctions, itemIndex: number): string {
	const value = context.getNodeParameter('goLiveDate', itemIndex);
	return plainText(value, 'Go-Live Date') === '' ? '' : dayText(value, 'Go-Live Date');
}
