import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { OperatorError } from '../../common/errors';

/** While one answer is waited for, another one is worked on. Each report holds two pages in memory. */
export const DEFAULT_PARALLEL_REPORTS = 2;

/** How many reports a run fetches at once: the option of its first item. @throws OperatorError where it is none */
export function parallelReports(this: IExecuteFunctions): number {
	const options = this.getNodeParameter('options', 0) as IDataObject;
	const number = Number(options.parallelReports ?? DEFAULT_PARALLEL_REPORTS);
	if (Number.isInteger(number) && number >= 1) return number;
	throw new OperatorError(
		`Parallel Reports is not a whole number from 1 on: ${JSON.stringify(options.parallelReports)}`,
		{ description: 'Set it to 1 to fetch one report after the other. Nothing was called.' },
	);
}
