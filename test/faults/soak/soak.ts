import { Random } from '../../../sandbox/horisen/data/random';
import type { FinanceDocument } from '../../../sandbox/horisen';
import { MANY, Scene } from '../support/scene';
import type { Stage } from '../support/stage';
import { watch } from '../support/watch';
import { drawTrouble } from './troubles';

export interface SoakResult {
	seed: number;
	/** What was done to it, in order. */
	faults: string[];
	documents: number;
	/** Document numbers that never arrived. */
	lost: string[];
	/** Document numbers of which the ERP got a revision twice. */
	duplicated: string[];
	/** What else is wrong with the invariant. */
	violations: string[];
}

const ROUNDS = 2;
const MOST_FAULTS = 3;
const MOST_SETTLING_RUNS = 3;
const KILL_AFTER_REQUESTS = 90;

/**
 * A month of documents through some runs full of faults, kills and restarts, while the ERP takes files
 * away; then runs without faults until all is settled. The seed decides on the data and on the faults.
 */
export async function soak(stage: Stage, seed: number): Promise<SoakResult> {
	const random = new Random(`soak ${seed}`);
	const scene = await Scene.set(stage, {
		horisen: { seed: `soak ${seed}` },
		days: MANY,
		settings: { batchSize: random.integer(2, 6) },
	});
	const faults: string[] = [];
	try {
		for (let round = 0; round < ROUNDS; round += 1) {
			for (let count = random.integer(1, MOST_FAULTS); count > 0; count -= 1) {
				const trouble = drawTrouble(random);
				trouble.inject(scene);
				faults.push(trouble.name);
			}
			faults.push(...(await troubledRun(stage, scene, random)));
			if (random.integer(0, 1) === 0) scene.erp.pickUp();
			scene.sftp.reset();
			scene.horisen.faults.clear();
			await scene.leaseIsFree();
		}
		await settle(scene);
		return { seed, faults, ...(await outcome(scene)) };
	} finally {
		await scene.stop();
	}
}

/** @returns what was done beside the faults that are injected already */
async function troubledRun(stage: Stage, scene: Scene, random: Random): Promise<string[]> {
	const kills = random.integer(0, 1) === 0;
	const overlaps = !kills && random.integer(0, 2) === 0;
	const picksUp = random.integer(0, 1) === 0;
	const until = scene.sftp.requests.length + random.integer(1, KILL_AFTER_REQUESTS);
	const ids = [await scene.start()];
	if (overlaps) ids.push(await scene.start());
	const pickingUp = picksUp ? setInterval(() => scene.erp.pickUp(), 20) : undefined;
	try {
		if (kills) {
			await watch('the moment to kill, or the end of the run', async () => {
				if (scene.sftp.requests.length >= until) return true;
				const { status } = await stage.api.execution(ids[0]);
				return !['new', 'running'].includes(status);
			});
			await stage.kill();
			await stage.restart();
		} else {
			for (const id of ids) await scene.ended(id);
		}
	} finally {
		clearInterval(pickingUp);
	}
	return [
		...(kills ? [`n8n killed after ${until} SFTP requests`] : []),
		...(overlaps ? ['two executions at once'] : []),
	];
}

async function settle(scene: Scene): Promise<void> {
	for (let runs = 0; runs < MOST_SETTLING_RUNS; runs += 1) {
		const { run, violations } = await scene.settle();
		scene.passADay();
		if (run.execution.status === 'success' && violations.length === 0) return;
	}
}

async function outcome(scene: Scene): Promise<Omit<SoakResult, 'seed' | 'faults'>> {
	const eligible = scene.eligible();
	const files = [...scene.erp.received, ...scene.inbox().files];
	const copies = ({ documentUuid }: FinanceDocument) =>
		files.filter(({ content }) => content.includes(documentUuid)).length;
	const numbers = (documents: FinanceDocument[]) =>
		documents.map(({ documentNumber }) => documentNumber);
	return {
		documents: eligible.length,
		lost: numbers(eligible.filter((document) => copies(document) === 0)),
		duplicated: numbers(eligible.filter((document) => copies(document) > 1)),
		violations: await scene.violations(),
	};
}
