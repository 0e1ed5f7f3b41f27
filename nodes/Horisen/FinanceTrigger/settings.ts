import type { IDataObject, IPollFunctions } from 'n8n-workflow';
import { OperatorError } from '../../common/errors';
import { documentFiltersOf, writeDocumentFilters } from '../Finance/documentFilters';
import { dayText } from '../../common/formValue';
import { refuseFiltersOn, type Watched } from './watch';

/** The trigger's parameters. */
export interface Settings {
	created: boolean;
	/** Empty where changes are not asked for. */
	watch: Watched[];
	/** The day from which documents are new on the first poll; `undefined` for none that is there. */
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

/** @throws OperatorError where a parameter is missing or two contradict each other */
export function readSettings(context: IPollFunctions): Settings {
	const parameter = <Value>(name: string) => context.getNodeParameter(name) as Value;
	const triggerOn = parameter<string>('triggerOn');
	const options = parameter<IDataObject>('options');
	const created = triggerOn !== 'changed';
	const watch = triggerOn === 'created' ? [] : parameter<Watched[]>('watch');
	if (!created && watch.length === 0) {
		throw new OperatorError('Watch is empty, so no change could be noticed', {
			description: 'Choose in Watch what has to change, or trigger on new documents.',
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
		lookBackDays: wholeNumber(parameter('lookBackDays'), 'Look Back'),
		lookBackOn: options.lookBackOn === 'documentDate' ? 'documentDate' : 'insertDt',
		filters: writeDocumentFilters(parameter),
		maxEvents: wholeNumber(options.maxEvents ?? 1000, 'Events per Poll'),
		maxDocuments: wholeNumber(options.maxDocuments ?? 10_000, 'Remembered Documents'),
		repeatAfterRestart: options.repeatAfterRestart !== false,
		options,
	};
}

function wholeNumber(value: unknown, label: string): number {
	const number = Number(value);
	if (Number.isSafeInteger(number) && number >= 1) return number;
	throw new OperatorError(`${label} is not a whole number from 1: ${JSON.stringify(value)}`, {
		description: 'Write it without decimals and without thousands separators.',
	});
}
