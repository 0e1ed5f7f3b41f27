import type { IDataObject, IPollFunctions } from 'n8n-workflow';
import { wholeAmountOf } from '../../common/amountOf';
import { OperatorError } from '../../common/errors';
import { documentFiltersOf, writeDocumentFilters } from '../Finance/documentFilters';
import { dayText } from '../../common/formValue';
import { MOST_DAYS } from '../../common/period';
import { refuseFiltersOn, type Watched } from './watch';

/** The trigger's parameters. */
export interface Settings {
	created: boolean;
	/** Empty if changes are not watched. */
	watch: Watched[];
	/** The first day of new documents on the first poll; `undefined`: no existing document is new. */
	startDate?: string;
	lookBackDays: number;
	lookBackOn: 'insertDt' | 'documentDate';
	/** The filters' part of the query. */
	filters: string[];
	maxEvents: number;
	maxDocuments: number;
	repeatAfterRestart: boolean;
	/** With page size, tries and times. */
	options: IDataObject;
}

/** @throws OperatorError if a parameter is missing, or two contradict each other */
export function readSettings(context: IPollFunctions): Settings {
	const parameter = <Value>(name: string) => context.getNodeParameter(name) as Value;
	const triggerOn = parameter<string>('triggerOn');
	const options = parameter<IDataObject>('options');
	const created = triggerOn !== 'changed';
	const watch = triggerOn === 'created' ? [] : parameter<Watched[]>('watch');
	if (!created && watch.length === 0) {
		throw new OperatorError('Watch is empty, so no change could be noticed', {
			description: 'Choose what must change in Watch, or trigger on new documents.',
		});
	}
	refuseFiltersOn(watch, documentFiltersOf(parameter));
	return {
		created,
		watch,
		startDate:
			created && parameter('start') === 'date'
				? dayText(parameter('startDate'), 'Start Date')
				: undefined,
		lookBackDays: wholeAmountOf(parameter('lookBackDays'), 'Look Back', 1, MOST_DAYS),
		lookBackOn: options.lookBackOn === 'documentDate' ? 'documentDate' : 'insertDt',
		filters: writeDocumentFilters(parameter),
		maxEvents: wholeAmountOf(options.maxEvents ?? 1000, 'Events per Poll', 1),
		maxDocuments: wholeAmountOf(options.maxDocuments ?? 10_000, 'Remembered Documents', 1),
		repeatAfterRestart: options.repeatAfterRestart !== false,
		options,
	};
}
