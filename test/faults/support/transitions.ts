import type { SftpFaultRule } from '../../../sandbox/sftp/inProcess';
import type { Gate } from './gate';
import { isDelivered } from './ledger';
import type { Scene } from './scene';

/** A moment of a run, held open so that it can be hit. */
export interface Transition {
	name: string;
	settings?: Record<string, string | number>;
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

const listed = ({ horisen }: Scene) =>
	horisen.requests.some(({ path }) => path.endsWith('documents-export'));

const asked = ({ horisen }: Scene) => horisen.requests.some(({ path }) => path.includes('traffic'));

const requested = ({ sftp }: Scene, wanted: string, part: string) =>
	sftp.requests.some(({ name, paths }) => name === wanted && paths[0].endsWith(part));

const ACKNOWLEDGING = ['changeSyncStatus', 'bulkChangeSyncStatus'] as const;

/** Every step of a run, in their order. */
export const TRANSITIONS: Transition[] = [
	{
		name: 'before the claim, while the documents are listed',
		hold: ({ horisen }, { until }) =>
			void horisen.faults.inject({ route: 'documents', fault: { kind: 'hold', until } }),
		isThere: async (scene) => listed(scene) && (await states(scene)).length === 0,
	},
	{
		name: 'after the claim, while traffic is fetched',
		hold: ({ horisen }, { until }) =>
			void horisen.faults.inject({ route: 'customerTraffic', fault: { kind: 'hold', until } }),
		isThere: async (scene) => asked(scene) && (await states(scene)).includes('claimed'),
	},
	{
		name: 'built, before the first byte',
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
