import { Random } from '../../../sandbox/horisen/data/random';
import type { FinanceDocument } from '../../../sandbox/horisen';
import { MANY, Scene } from '../support/scene';
import type { Stage } from '../support/stage';
import { watch } from '../support/watch';
import { drawTrouble } from './troubles';

export interface SoakResult {
	seed: number;
	/** What each run had to expect, in order. */
	faults: string[];
	/** How often something struck: a call or a write that failed, a run that was killed or had company. */
	strikes: number;
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
const ACKNOWLEDGE = ['no', 'exported', 'exported and errors'] as const;

/**
 * A month of documents through some runs full of faults, kills and restarts, while the ERP takes files
 * away; then runs without faults until all is settled. The seed decides on the data and on the faults.
 */
export async function soak(stage: Stage, seed: number): Promise<SoakResult> {
	const random = new Random(`soak ${seed}`);
	const settings = {
		batchSize: random.integer(2, 6),
		acknowledge: random.pick(ACKNOWLEDGE),
		checksumFile: random.pick(['no', 'yes']),
	};
	const acknowledges = settings.acknowledge !== 'no';
	const scene = await Scene.set(stage, {
		horisen: { seed: `soak ${seed}` },
		days: MANY,
		settings,
	});
	const faults: string[] = [];
	let strikes = 0;
	try {
		for (let round = 0; round < ROUNDS; round += 1) {
			for (let count = random.integer(1, MOST_FAULTS); count > 0; count -= 1) {
				const trouble = drawTrouble(random, acknowledges);
				trouble.inject(scene);
				faults.push(trouble.name);
			}
			const more = await troubledRun(stage, scene, random);
			faults.push(...more);
			strikes += more.length;
			if (random.integer(0, 1) === 0) scene.erp.pickUp();
			scene.sftp.reset();
			scene.horisen.faults.clear();
			await scene.leaseIsFree();
		}
		strikes += scene.horisen.faults.strikes + scene.sftp.faults.strikes + scene.sftp.fullWrites;
		await settle(scene);
		return { seed, faults, strikes, ...(await outcome(scene, acknowledges)) };
	} finally {
		await scene.stop();
	}
}

/** @returns what struck beside the faults that are injected already */
async function troubledRun(stage: Stage, scene: Scene, random: Random): Promise<string[]> {
	const kills = random.integer(0, 1) === 0;
	const overlaps = !kills && random.integer(0, 2) === 0;
	const picksUp = random.integer(0, 1) === 0;
	const until = scene.sftp.requests.length + random.integer(1, KILL_AFTER_REQUESTS);
	const ids = [await scene.start()];
	if (overlaps) ids.push(await scene.start());
	const pickingUp = picksUp ? setInterval(() => scene.erp.pickUp(), 20) : undefined;
	let wasKilled = false;
	try {
		if (kills) {
			await watch('the moment to kill, or the end of the run', async () => {
				const { status } = await stage.api.execution(ids[0]);
				wasKilled = ['new', 'running'].includes(status);
				return !wasKilled || scene.sftp.requests.length >= until;
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
		...(wasKilled ? [`n8n killed after ${until} SFTP requests`] : []),
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

async function outcome(
	scene: Scene,
	acknowledges: boolean,
): Promise<Pick<SoakResult, 'documents' | 'lost' | 'duplicated' | 'violations'>> {
	const eligible = scene.eligible();
	const files = [...scene.erp.received, ...scene.inbox().files].filter(
		({ name }) => !name.endsWith('.sha256'),
	);
	const untold = eligible.filter(({ syncStatus }) => acknowledges && syncStatus !== 'exported');
	const copies = ({ documentUuid }: FinanceDocument) =>
		files.filter(({ content }) => content.includes(documentUuid)).length;
	const numbers = (documents: FinanceDocument[]) =>
		documents.map(({ documentNumber }) => documentNumber);
	return {
		documents: eligible.length,
		lost: numbers(eligible.filter((document) => copies(document) === 0)),
		duplicated: numbers(eligible.filter((document) => copies(document) > 1)),
		violations: [
			...(await scene.violations()),
			...numbers(untold).map((number) => `HORISEN was not told that ${number} was exported`),
		],
	};
}
