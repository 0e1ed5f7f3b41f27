import { soak, type SoakResult } from './soak/soak';
import { useStage } from './support/useStage';

/** `SOAK_SEED` replays one seed; `SOAK_SEEDS` says how many there are, counted from 1. */
const SEEDS = process.env.SOAK_SEED
	? [Number(process.env.SOAK_SEED)]
	: Array.from({ length: Number(process.env.SOAK_SEEDS ?? 5) }, (_, index) => index + 1);

const theatre = useStage();

describe('the soak: random faults over many documents, then nothing is lost and nothing doubled', () => {
	const results: SoakResult[] = [];

	test.each(SEEDS)(
		'seed %i',
		async (seed) => {
			const result = await soak(theatre.stage, seed);
			results.push(result);
			expect({ ...result, seed, faults: result.faults }).toEqual({
				...result,
				lost: [],
				duplicated: [],
				violations: [],
			});
		},
		300_000,
	);

	afterAll(() => {
		const sum = (count: (result: SoakResult) => number) =>
			results.reduce((total, result) => total + count(result), 0);
		process.stdout.write(
			`soak: ${results.length} seeds (${SEEDS[0]} to ${SEEDS.at(-1)}), ` +
				`${sum(({ faults }) => faults.length)} faults drawn, which struck ` +
				`${sum(({ strikes }) => strikes)} times, ` +
				`${sum(({ documents }) => documents)} documents, ` +
				`${sum(({ lost }) => lost.length)} lost, ` +
				`${sum(({ duplicated }) => duplicated.length)} duplicated\n`,
		);
	});
});
