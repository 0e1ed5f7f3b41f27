import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { guardedSource } from '../../../../nodes/SftpDelivery/session/guardedSource';

const MEGABYTE = 1024 * 1024;

async function* chunksOf(count: number, size = 1): AsyncGenerator<Buffer> {
	for (let index = 0; index < count; index++) yield Buffer.alloc(size, 1);
}

async function read(source: AsyncIterable<unknown>): Promise<number> {
	let count = 0;
	for await (const chunk of source) if (chunk) count++;
	return count;
}

/** A content that stands still after its first chunk, and says when it is closed. */
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
	it('gives what it is given, and opens it only when somebody reads', async () => {
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

	it('keeps no chunk, however many pass', async () => {
		setFlagsFromString('--expose-gc');
		const collect = runInNewContext('gc') as () => void;
		collect();
		const before = process.memoryUsage().arrayBuffers;
		const source = guardedSource(async () => chunksOf(200, MEGABYTE), 10_000, undefined);
		let highest = 0;
		let count = 0;
		for await (const chunk of source) {
			if (!chunk || ++count % 20 > 0) continue;
			collect();
			highest = Math.max(highest, process.memoryUsage().arrayBuffers - before);
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
		await expect(read(standing)).rejects.toThrow("n8n's storage gave nothing of the file for 0.05");
	});

	it('ends when the workflow is stopped, before or while it waits', async () => {
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

	it('tells what the storage failed with', async () => {
		const open = async () => await Promise.reject(new Error('The file is gone'));
		await expect(read(guardedSource(open, 1000, undefined))).rejects.toThrow('The file is gone');
	});
});
