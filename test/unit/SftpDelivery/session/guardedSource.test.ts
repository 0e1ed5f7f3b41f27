import { guardedSource } from '../../../../nodes/SftpDelivery/session/guardedSource';
import { liveMemory } from '../../../support/liveMemory';

const MEGABYTE = 1024 * 1024;

async function* chunksOf(count: number, size = 1): AsyncGenerator<Buffer> {
	for (let index = 0; index < count; index++) yield Buffer.alloc(size, 1);
}

async function read(source: AsyncIterable<unknown>): Promise<number> {
	let count = 0;
	for await (const chunk of source) if (chunk) count++;
	return count;
}

/** Content that stops after its first chunk, and reports when it is closed. */
class Standing implements AsyncIterable<Buffer> {
	isClosed = false;

	private isFirst = true;

	[Symbol.asyncIterator](): AsyncIterator<Buffer> {
		return {
			next: async () => {
				if (!this.isFirst) return await new Promise(() => undefined);
				this.isFirst = false;
				return { done: false, value: Buffer.from('a') };
			},
			return: async () => {
				this.isClosed = true;
				return { done: true, value: undefined };
			},
		};
	}
}

describe('a guarded source', () => {
	it('passes its content on, and opens it only when somebody reads', async () => {
		let opened = 0;
		const open = async () => {
			opened++;
			return chunksOf(3);
		};
		const unread = guardedSource(open, 1000, undefined);
		await unread.return(undefined);
		expect(opened).toBe(0);
		expect(await read(guardedSource(open, 1000, undefined))).toBe(3);
	});

	it('holds no chunk in memory, however many pass', async () => {
		const before = liveMemory();
		const source = guardedSource(async () => chunksOf(200, MEGABYTE), 10_000, undefined);
		let highest = 0;
		let count = 0;
		for await (const chunk of source) {
			if (!chunk || ++count % 20 > 0) continue;
			highest = Math.max(highest, liveMemory() - before);
		}
		expect(count).toBe(200);
		expect(highest).toBeLessThan(60 * MEGABYTE);
	});

	it('ends when the storage stands still, but not while nobody reads', async () => {
		const slow = guardedSource(async () => chunksOf(3), 50, undefined);
		for await (const chunk of slow) {
			if (chunk) await new Promise((resolve) => setTimeout(resolve, 80));
		}
		const standing = guardedSource(async () => new Standing(), 50, undefined);
		await expect(read(standing)).rejects.toThrow(
			"n8n's storage delivered no data of the file for 0.05",
		);
	});

	it('ends when the workflow is stopped, before or during a wait', async () => {
		const stop = new AbortController();
		const waiting = read(guardedSource(async () => new Standing(), 10_000, stop.signal));
		setTimeout(() => stop.abort(), 20);
		await expect(waiting).rejects.toMatchObject({ kind: 'cancelled' });

		let opened = false;
		const open = async () => {
			opened = true;
			return chunksOf(1);
		};
		await expect(read(guardedSource(open, 10_000, stop.signal))).rejects.toMatchObject({
			kind: 'cancelled',
		});
		expect(opened).toBe(false);
	});

	it('passes on the error of the storage', async () => {
		const open = async () => await Promise.reject(new Error('The file is gone'));
		await expect(read(guardedSource(open, 1000, undefined))).rejects.toThrow('The file is gone');
	});
});
