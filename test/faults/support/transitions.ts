import type { SftpFaultRule } from '../../../sandbox/sftp/inProcess';
import type { Gate } from './gate';
import { isDelivered } from './ledger';
import type { Scene } from './scene';

/** A moment of a run, held open so that it can be hit. */
export interface Transition {
	name: string;
	settings?: Record<string, string | number>;
	/** Whether it is the workflow's first run, which makes the ledger; default another run came before. */
	isFirstRun?: boolean;
	/**
	 * How a run ends that was paused there while another one did its work. Default `refused`: its next write is.
	 * `nothingToDo`: it had written nothing yet, and finds everything done.
	 */
	whenLate?: 'refused' | 'nothingToDo';
	/** Whether such a run has a temporary file left, which is swept after a day. */
	leavesTemporary?: boolean;
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

const holdListing = ({ horisen }: Scene, { until }: Gate) =>
	void horisen.faults.inject({ route: 'documents', fault: { kind: 'hold', until } });

const listed = ({ horisen }: Scene) =>
	horisen.requests.some(({ path }) => path.endsWith('documents-export'));

const asked = ({ horisen }: Scene) => horisen.requests.some(({ path }) => path.includes('traffic'));

const requested = ({ sftp }: Scene, wanted: string, part: string) =>
	sftp.requests.some(({ name, paths }) => name === wanted && paths[0].endsWith(part));

const ACKNOWLEDGING = ['changeSyncStatus', 'bulkChangeSyncStatus'] as const;

/** Has a scene's run wait at a transition; where it is not to be the first one, after a run without documents. */
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
		name: 'before the claim, while the documents are listed',
		whenLate: 'nothingToDo',
		hold: holdListing,
		isThere: listed,
	},
	{
		name: 'after the claim, while traffic is fetched',
		hold: ({ horisen }, { until }) =>
			void horisen.faults.inject({ route: 'customerTraffic', fault: { kind: 'hold', until } }),
		isThere: async (scene) => asked(scene) && (await states(scene)).includes('claimed'),
	},
	{
		name: 'built, before the first byte',
		leavesTemporary: true,
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
		name: 'staged, before publishing is written',
		hold: holdSftp('CLOSE', { done: true }),
		isThere: (scene) => requested(scene, 'CLOSE', '.part') && scene.inbox().temporary.length > 0,
	},
	{
		name: 'publishing written, before the rename',
		hold: holdSftp('RENAME'),
		isThere: async (scene) =>
			requested(scene, 'RENAME', '.part') && (await states(scene)).includes('publishing'),
	},
	{
		name: 'renamed, before delivered is written',
		hold: holdSftp('RENAME', { done: true }),
		isThere: (scene) => scene.inbox().files.length > 0,
	},
	{
		name: 'renamed and taken by the ERP, before delivered is written',
		hold: holdSftp('RENAME', { done: true }),
		isThere: (scene) => scene.inbox().files.length > 0,
		then: (scene) => void scene.erp.pickUp(),
	},
	{
		name: 'delivered, before it is acknowledged in the ledger',
		settings: { acknowledge: 'exported' },
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
		settings: { batchSize: 2 },
		hold: ({ horisen }, { until }) =>
			void horisen.faults.inject({
				route: 'customerTraffic',
				skip: 1,
				fault: { kind: 'hold', until },
			}),
		isThere: async (scene) => (await scene.ledger()).documents.some(isDelivered),
	},
];
