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
const GUARDED_FASTER = 5;
const GUARDED_GROWTH = 1 / 4;
const DOCUMENTED_TIME = 1.3;
/** What this package promises for a document of any size. */
const MOST_GROWTH = 256 * MIB;

/**
 * The goals for what was measured: at the first size against n8n's own nodes, at the others bounded memory;
 * everywhere the right files. A goal that could not be compared, as n8n's own nodes did not get to their end, is missed.
 */
export function goalsOf(all: SizeResults[]): Goal[] {
	return all.flatMap((each, index) => [
		...(index === 0 ? againstBuiltIn(each) : boundedMemory(each)),
		...rightFiles(each),
	]);
}

function againstBuiltIn({ size, results }: SizeResults): Goal[] {
	const { documented, guarded, builtIn } = results;
	if (!builtIn) return [];
	if (builtIn.failure !== undefined) {
		return [
			{
				what: `${titleOf(size)}: faster than built-in, with less memory`,
				measured: `built-in did not get to its end, ${builtIn.failure}`,
				isMet: false,
			},
		];
	}
	const goals: Goal[] = [];
	if (guarded) {
		const faster = builtIn.seconds / guarded.seconds;
		const growth = guarded.grown / builtIn.grown;
		goals.push(
			{
				what: `${titleOf(size)}: guarded at least ${GUARDED_FASTER} times as fast as built-in`,
				measured: `${faster.toFixed(1)} ×`,
				isMet: faster >= GUARDED_FASTER,
			},
			{
				what: `${titleOf(size)}: guarded grows by at most a quarter of built-in`,
				measured: `${growth.toFixed(2)} ×`,
				isMet: growth <= GUARDED_GROWTH,
			},
		);
	}
	if (documented) {
		const time = documented.seconds / builtIn.seconds;
		goals.push({
			what: `${titleOf(size)}: documented takes at most ${DOCUMENTED_TIME} times as long as built-in`,
			measured: `${time.toFixed(2)} ×`,
			isMet: time <= DOCUMENTED_TIME,
		});
	}
	return goals;
}

function boundedMemory({ size, results }: SizeResults): Goal[] {
	return OURS.flatMap((contender) => {
		const result = results[contender];
		if (!result) return [];
		return {
			what: `${titleOf(size)}: ${contender} grows by at most ${MOST_GROWTH / MIB} MB`,
			measured: `${Math.round(result.grown / MIB)} MB`,
			isMet: result.grown <= MOST_GROWTH,
		};
	});
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

const OURS = ['documented', 'guarded'] as const;
const BUILT_IN = ['builtIn', 'builtInBatches', 'builtInTuned'] as const;

/** What becomes of the goals' ratios against n8n's own nodes in better hands: no goals, but told beside them. */
export function besideTheGoals({ size, results }: SizeResults): string[] {
	const { guarded, documented } = results;
	return (['builtInBatches', 'builtInTuned'] as const).flatMap((name) => {
		const other = results[name];
		if (!other || other.failure !== undefined) return [];
		const faster = (ours: Result) => (other.seconds / ours.seconds).toFixed(2);
		const growth = (ours: Result) => (ours.grown / other.grown).toFixed(2);
		return Object.entries({ guarded, documented }).flatMap(([ours, result]) =>
			result
				? `${titleOf(size)}: ${name} takes ${faster(result)} times as long as ${ours}, which grows ${growth(result)} times as much`
				: [],
		);
	});
}
