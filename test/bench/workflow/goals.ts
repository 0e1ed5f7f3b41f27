import type { ContenderName } from './contenders';
import type { Result } from './result';
import { titleOf, type Size } from './sizes';

export interface Goal {
	what: string;
	/** What was measured. */
	measured: string;
	isMet: boolean;
}

/** The results at one size; a contender that was left out has none. */
export interface SizeResults {
	size: Size;
	results: Partial<Record<ContenderName, Result>>;
}

const MIB = 1024 * 1024;
/** What the guarded delivery may take, as ratios of times. */
const TIMES_THE_SCRIPT = 2.5;
const TIMES_WITHOUT_LEDGER = 1.15;
/** What it may grow by over an idle n8n. */
const MOST_GROWTH = 200 * MIB;

/** The goals for what was measured, at each size; everywhere the right files. */
export function goalsOf(all: SizeResults[]): Goal[] {
	return all.flatMap((each) => [
		...timesOf(each, 'script', TIMES_THE_SCRIPT),
		...timesOf(each, 'withoutLedger', TIMES_WITHOUT_LEDGER),
		...boundedMemory(each),
		...rightFiles(each),
	]);
}

/** A goal that could not be compared, as one of them did not get to its end, is missed. */
function timesOf({ size, results }: SizeResults, other: ContenderName, most: number): Goal[] {
	const { guarded, [other]: compared } = results;
	if (!guarded || !compared) return [];
	const ended = guarded.failure === undefined && compared.failure === undefined;
	const times = ended ? guarded.seconds / compared.seconds : NaN;
	return [
		{
			what: `${titleOf(size)}: guarded takes at most ${most} times as long as ${other}`,
			measured: `${times.toFixed(2)} ×`,
			isMet: times <= most,
		},
	];
}

function boundedMemory({ size, results }: SizeResults): Goal[] {
	const { guarded } = results;
	if (!guarded) return [];
	return [
		{
			what: `${titleOf(size)}: guarded grows by at most ${MOST_GROWTH / MIB} MB`,
			measured: `${Math.round(guarded.grown / MIB)} MB`,
			isMet: guarded.failure === undefined && guarded.grown <= MOST_GROWTH,
		},
	];
}

function rightFiles({ size, results }: SizeResults): Goal[] {
	return [...OURS, ...BUILT_IN].flatMap((contender) => {
		const result = results[contender];
		// That n8n's own nodes do not get to the end of a size is a result, no goal of ours.
		const isOthers = (BUILT_IN as readonly string[]).includes(contender);
		if (!result || (isOthers && result.failure !== undefined)) return [];
		return {
			what: `${titleOf(size)}: all files of ${contender} are right`,
			measured: `${result.failure === undefined ? '' : `${result.failure}, `}${result.right} of ${size.documents}`,
			isMet: result.failure === undefined && result.right === size.documents,
		};
	});
}

const OURS = ['script', 'documented', 'guarded', 'withoutLedger'] as const;
const BUILT_IN = ['builtIn', 'builtInBatches', 'builtInTuned'] as const;

/** How the workflows of n8n's own nodes compare: no goals, but shown beside them. */
export function besideTheGoals({ size, results }: SizeResults): string[] {
	const { guarded, documented } = results;
	return BUILT_IN.flatMap((name) => {
		const other = results[name];
		if (!other || other.failure !== undefined) return [];
		const slower = (ours: Result) => (other.seconds / ours.seconds).toFixed(2);
		const growth = (ours: Result) => (ours.grown / other.grown).toFixed(2);
		return Object.entries({ guarded, documented }).flatMap(([ours, result]) =>
			result
				? `${titleOf(size)}: ${name} takes ${slower(result)} times as long as ${ours}, which grows ${growth(result)} times as much`
				: [],
		);
	});
}
