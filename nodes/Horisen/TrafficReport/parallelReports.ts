import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { wholeAmountOf } from '../../common/amountOf';

/** One report is processed while another waits for its answer. Each holds two pages in memory. */
export const DEFAULT_PARALLEL_REPORTS = 2;

/**
 * How many reports a run fetches at once: the option of its first item. @throws OperatorError if it is not an allowed
 * number
 */
export function parallelReports(this: IExecuteFunctions): number {
	const options = this.getNodeParameter('options', 0) as IDataObject;
	return wholeAmountOf(options.parallelReports ?? DEFAULT_PARALLEL_REPORTS, 'Parallel Reports', 1);
}
