import type { SftpFaultRule } from '../../../sandbox/sftp/inProcess';
import type { Choices } from './choices';
import type { Gate } from './gate';
import { isDelivered } from './ledger';
import type { Scene } from './scene';

/** A moment of a run, held open so that it can be hit. */
export interface Transition {
	name: string;
	choices?: Choices;
	/** Whether it is the workflow's first run, which makes the ledger; default another run came before. */
	isFirstRun?: boolean;
	/**
	 * How a run ends if it was paused there while another took over. Default `refused`: its next write is refused.
	 * `nothingToDo`: it had not planned yet, and finds everything done.
	 */
	whenLate?: 'refused' | 'nothingToDo';
	/** Whether the batch is delivered there. A dispatcher that loses it then ends well, and the next run acknowledges. */
	allDelivered?: true;
	/** What the run after a kill must show to a person. Default: nothing, it succeeds. */
	needsAttention?: RegExp;
	/** Makes the run wait there. */
	hold(scene: Scene, gate: Gate): void;
	/** Whether the run is there, as the ledger and the server show. */
	isThere(scene: Scene): boolean | Promise<boolean>;
	/** What else happens at that moment. */
	then?(scene: Scene): void;
}

const holdSftp =
	(on: SftpFaultRule['on'], more: { done?: boolean } = {}) =>
	({ sftp }: Scene, { until }: Gate) =>
		void sftp.faults.inject({ on, path: '.part', fault: { kind: 'hold', until, ...more } });

const states = async (scene: Scene) => (await scene.ledger()).documents.map(({ state }) => state);

const isRunning = async (scene: Scene) =>
	(await scene.ledger()).runs.some(({ state }) => state === 'running');

const holdListing = ({ horisen }: Scene, { until }: Gate) =>
	void horisen.faults.inject({ route: 'documents', fault: { kind: 'hold', until } });

const listed = ({ horisen }: Scene) =>
	horisen.requests.some(({ path }) => path.endsWith('documents-export'));

const asked = ({ horisen }: Scene) => horisen.requests.some(({ path }) => path.includes('traffic'));

const requested = ({ sftp }: Scene, wanted: string, part: string) =>
	sftp.requests.some(({ name, paths }) => name === wanted && paths[0].endsWith(part));

const ACKNOWLEDGING = ['changeSyncStatus', 'bulkChangeSyncStatus'] as const;

/** Makes a scene's run wait at a transition; unless it should be the first run, after a run without documents. */
export async function holdAt(
	{ isFirstRun, hold }: Transition,
	scene: Scene,
	pause: Gate,
): Promise<string> {
	if (!isFirstRun) await scene.runWithoutDocuments();
	hold(scene, pause);
	return await scene.start();
}

/** Every step of a run, in their order. */
export const TRANSITIONS: Transition[] = [
	{
		name: 'before the ledger is made, while the documents are listed',
		isFirstRun: true,
		whenLate: 'nothingToDo',
		hold: holdListing,
		isThere: listed,
	},
	{
		name: 'before the plan, while the documents are listed',
		whenLate: 'nothingToDo',
		hold: holdListing,
		isThere: listed,
	},
	{
		name: 'planned, while traffic is fetched',
		hold: ({ horisen }, { until }) =>
			void horisen.faults.inject({ route: 'customerTraffic', fault: { kind: 'hold', until } }),
		isThere: async (scene) => asked(scene) && (await isRunning(scene)),
	},
	{
		name: 'before the first byte',
		hold: holdSftp('OPEN'),
		isThere: (scene) => requested(scene, 'OPEN', '.part'),
	},
	{
		name: 'half of a file written',
		hold: ({ sftp }, { until }) =>
			void sftp.faults.inject({ on: 'WRITE', skip: 1, fault: { kind: 'hold', until } }),
		isThere: ({ sftp }) => sftp.requests.filter(({ name }) => name === 'WRITE').length >= 2,
	},
	{
		name: 'staged, before the intent is written',
		hold: holdSftp('CLOSE', { done: true }),
		isThere: (scene) => requested(scene, 'CLOSE', '.part') && scene.inbox().temporary.length > 0,
	},
	{
		name: 'the intent written, before the rename',
		hold: holdSftp('RENAME'),
		isThere: async (scene) =>
			requested(scene, 'RENAME', '.part') && (await states(scene)).includes('publishing'),
	},
	{
		name: 'renamed, before the outcome is written',
		hold: holdSftp('RENAME', { done: true }),
		isThere: (scene) => scene.inbox().files.length > 0,
	},
	{
		name: 'renamed, before the marker that the ERP waits for',
		choices: { checksumFile: true },
		hold: ({ sftp }, { until }) =>
			void sftp.faults.inject({ on: 'OPEN', path: '.sha256', fault: { kind: 'hold', until } }),
		isThere: (scene) => scene.inbox().files.length > 0 && requested(scene, 'OPEN', '.part'),
	},
	{
		name: 'renamed and taken by the ERP, before the outcome is written',
		needsAttention: /Look for it in the ERP|neither/,
		hold: holdSftp('RENAME', { done: true }),
		isThere: (scene) => scene.inbox().files.length > 0,
		then: (scene) => void scene.erp.pickUp(),
	},
	{
		name: 'delivered, before it is acknowledged in the ledger',
		choices: { acknowledge: true },
		allDelivered: true,
		hold: ({ horisen }, { until }) =>
			void horisen.faults.inject({
				route: [...ACKNOWLEDGING],
				fault: { kind: 'hold', until },
			}),
		isThere: async (scene) =>
			scene.horisen.requests.some(({ path }) => /sync-?status/i.test(path)) &&
			(await states(scene)).includes('delivered'),
	},
	{
		name: 'between two batches',
		choices: { batchSize: 2 },
		hold: ({ horisen }, { until }) =>
			void horisen.faults.inject({
				route: 'customerTraffic',
				skip: 1,
				fault: { kind: 'hold', until },
			}),
		isThere: async (scene) => (await scene.ledger()).documents.some(isDelivered),
	},
];
