import { Readable } from 'node:stream';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { IExecuteFunctions } from 'n8n-workflow';
import { storeStream } from '../../../nodes/n8n/storeStream';

const FILE = { fileName: 'traffic-4711.ndjson', mimeType: 'application/x-ndjson' };
const THREE_CHUNKS = ['one', 'two', 'three'];

interface Storage {
	/** Sees each chunk; may throw, as a full disk does. */
	write?: (chunk: unknown) => void;
	cancelled?: AbortSignal;
}

/** A context whose storage opens its file first and then reads the stream, as n8n's does. */
function contextWith({ write = () => undefined, cancelled }: Storage): IExecuteFunctions {
	const prepareBinaryData = async (stream: Readable) => {
		await nextTurn();
		for await (const chunk of stream) write(chunk);
		return { mimeType: FILE.mimeType, data: 'filesystem' };
	};
	return {
		getExecutionCancelSignal: () => cancelled,
		helpers: { prepareBinaryData },
	} as unknown as IExecuteFunctions;
}

it('returns what the storage returns', async () => {
	const chunks: unknown[] = [];
	const context = contextWith({ write: (chunk) => void chunks.push(chunk) });
	await expect(storeStream(context, Readable.from(THREE_CHUNKS), FILE)).resolves.toMatchObject({
		data: 'filesystem',
	});
	expect(chunks).toEqual(THREE_CHUNKS);
});

it('throws the error of the storage, e.g. that the disk is full', async () => {
	const context = contextWith({
		write: () => {
			throw new Error('ENOSPC: no space left on device, write');
		},
	});
	await expect(storeStream(context, Readable.from(THREE_CHUNKS), FILE)).rejects.toThrow(
		'ENOSPC: no space left on device, write',
	);
});

it('throws the error of the stream unchanged', async () => {
	const failure = new Error('Row 2 of the report: totalAmount is not an amount');
	async function* failing() {
		yield 'one';
		await nextTurn();
		throw failure;
	}
	await expect(storeStream(contextWith({}), Readable.from(failing()), FILE)).rejects.toBe(failure);
});

it.each([
	['before it', 0],
	['before the storage listens', 1],
])('ends when the execution is cancelled %s', async (_, turns) => {
	const cancel = new AbortController();
	const cancelling = (async () => {
		if (turns > 0) await Promise.resolve();
		cancel.abort();
	})();
	if (turns === 0) await cancelling;
	await expect(
		storeStream(contextWith({ cancelled: cancel.signal }), Readable.from(THREE_CHUNKS), FILE),
	).rejects.toThrow('The execution was canceled while writing traffic-4711.ndjson');
});
