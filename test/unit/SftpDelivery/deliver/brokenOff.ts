import type { LedgerPort } from '../../../../nodes/SftpDelivery/deliver/delivery';
import type { NewFile, RemoteFiles } from '../../../../nodes/SftpDelivery/deliver/remoteFiles';

/** When the process stops: before a step, or after it, when nobody gets the answer. */
export type When = 'before' | 'after';

/**
 * A process that is killed or paused at one of its steps (requests to the server and calls of the ledger, in order).
 * From then on it does nothing, unless it is released.
 */
export class Process {
	/** The steps so far. */
	readonly steps: string[] = [];

	/** Settles when it has stopped. */
	readonly stopped: Promise<void>;

	/** Lets it go on. */
	release!: () => void;

	private readonly released: Promise<void>;

	private hasStopped!: () => void;

	/** @param stopsAt of its steps, the first is 0; or the first step of that name */
	constructor(
		private readonly stopsAt: number | string,
		private readonly when: When,
	) {
		this.stopped = new Promise((resolve) => (this.hasStopped = resolve));
		this.released = new Promise((resolve) => (this.release = resolve));
	}

	files(remote: RemoteFiles): RemoteFiles {
		const step = this.step.bind(this);
		return {
			get isConnected() {
				return remote.isConnected;
			},
			stat: async (path) => await step('stat', async () => await remote.stat(path)),
			isDirectory: async (path) =>
				await step('isDirectory', async () => await remote.isDirectory(path)),
			create: async (path) =>
				await step('create', async () => this.file(await remote.create(path))),
			createPlainly: async (path) =>
				await step('createPlainly', async () => this.file(await remote.createPlainly(path))),
			read: (path, most) => remote.read(path, most),
			rename: async (from, to) => await step('rename', async () => await remote.rename(from, to)),
			replace: async (from, to) =>
				await step('replace', async () => await remote.replace(from, to)),
			remove: async (path) => await step('remove', async () => await remote.remove(path)),
			makeDirectory: async (path) =>
				await step('makeDirectory', async () => await remote.makeDirectory(path)),
			list: async (path) => await step('list', async () => await remote.list(path)),
			freeSpace: async (path) => await remote.freeSpace(path),
		};
	}

	ledger(port: LedgerPort): LedgerPort {
		return {
			intend: async (files) => await this.step('intend', async () => await port.intend(files)),
			record: async (...report) =>
				await this.step('record', async () => await port.record(...report)),
			brokeOff: (isRemoved) => port.brokeOff(isRemoved),
		};
	}

	private file(created: NewFile): NewFile {
		return {
			fill: async (content) => await this.step('fill', async () => await created.fill(content)),
		};
	}

	private async step<Value>(name: string, act: () => Promise<Value>): Promise<Value> {
		const isHere =
			typeof this.stopsAt === 'number'
				? this.steps.length === this.stopsAt
				: this.stopsAt === name && !this.steps.includes(name);
		this.steps.push(name);
		if (isHere && this.when === 'before') await this.stop();
		const value = await act();
		if (isHere && this.when === 'after') await this.stop();
		return value;
	}

	private async stop(): Promise<void> {
		this.hasStopped();
		await this.released;
	}
}
