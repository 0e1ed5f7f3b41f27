import fc from 'fast-check';
import { RemoteFailure } from '../../../../nodes/SftpDelivery/deliver/remoteFiles';
import type { Connection } from '../../../../nodes/SftpDelivery/session/sftpConnection';
import { writeBlocks } from '../../../../nodes/SftpDelivery/session/writeBlocks';

const BLOCK = 31 * 1024;
const IN_FLIGHT = 32;

interface Write {
	start: number;
	length: number;
	confirm(): void;
	fail(): void;
}

/** A connection that a test answers, in any order. */
class Answers {
	readonly waiting: Write[] = [];

	readonly connection = {
		sftp: {
			write: (
				_handle: Buffer,
				_block: Buffer,
				_offset: number,
				length: number,
				start: number,
				answer: (error?: Error) => void,
			) => {
				const fail = () => answer(new RemoteFailure('lost', 'writing the file'));
				this.waiting.push({ start, length, confirm: () => answer(), fail });
			},
		},
		request: async (_step: string, send: (answer: (error?: Error) => void) => void) =>
			await new Promise<void>((resolve, reject) => {
				send((error) => (error ? reject(error) : resolve()));
			}),
	} as unknown as Connection;
}

class Counted {
	blocks = 0;

	constructor(private readonly count: number) {}

	async *[Symbol.asyncIterator](): AsyncGenerator<Buffer> {
		while (this.blocks < this.count) {
			this.blocks++;
			yield Buffer.alloc(BLOCK);
		}
	}
}

const settled = async () => await new Promise<void>((resolve) => setImmediate(resolve));
const HANDLE = Buffer.from('handle');

describe('writeBlocks', () => {
	it('reads no further ahead than the server confirms', async () => {
		const answers = new Answers();
		const content = new Counted(100);
		const writing = writeBlocks(answers.connection, HANDLE, content);
		await settled();
		expect([answers.waiting.length, content.blocks]).toEqual([IN_FLIGHT, IN_FLIGHT]);
		answers.waiting.shift()?.confirm();
		await settled();
		expect(content.blocks).toBe(IN_FLIGHT + 1);
		while (answers.waiting.length > 0) {
			answers.waiting.shift()?.confirm();
			await settled();
		}
		await writing;
		expect(content.blocks).toBe(100);
	});

	it('says how far the file is confirmed without a gap, in whatever order answers come', async () => {
		const order = fc.shuffledSubarray([...Array(20).keys()], { minLength: 0, maxLength: 19 });
		await fc.assert(
			fc.asyncProperty(order, async (confirmed) => {
				const answers = new Answers();
				const writing = writeBlocks(answers.connection, HANDLE, new Counted(20));
				const failure = writing.then(
					() => undefined,
					(error: RemoteFailure) => error,
				);
				await settled();
				for (const index of confirmed) answers.waiting[index].confirm();
				await settled();
				for (const [index, write] of answers.waiting.entries()) {
					if (!confirmed.includes(index)) write.fail();
				}
				const firstGap = [...Array(20).keys()].find((index) => !confirmed.includes(index));
				expect(await failure).toMatchObject({ kind: 'lost', bytes: (firstGap ?? 0) * BLOCK });
			}),
			{ numRuns: 50 },
		);
	});

	it('waits for what is under way when the content fails', async () => {
		const answers = new Answers();
		const content = async function* () {
			yield Buffer.alloc(BLOCK);
			throw new Error('The file is gone');
		};
		let isOver = false;
		const writing = writeBlocks(answers.connection, HANDLE, content());
		writing.catch(() => undefined).finally(() => (isOver = true));
		await settled();
		expect(isOver).toBe(false);
		answers.waiting[0].confirm();
		await expect(writing).rejects.toThrow('The file is gone');
	});
});
