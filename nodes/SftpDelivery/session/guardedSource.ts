import { clearTimeout, setTimeout } from 'node:timers';
import { OperatorError } from '../../common/errors';
import { RemoteFailure } from '../deliver/remoteFiles';

/**
 * Passes the content on. If n8n's storage hangs or the workflow is stopped, it ends with an error, because nothing else
 * would end the wait.
 *
 * @param open gives the content; called at the first read
 */
export async function* guardedSource(
	open: () => Promise<AsyncIterable<unknown>>,
	stepMs: number,
	cancelled: AbortSignal | undefined,
): AsyncGenerator<unknown> {
	const chunks = opened(open);
	let stopped: Error | undefined;
	let interrupt: ((error: Error) => void) | undefined;
	const onCancel = () => {
		stopped = new RemoteFailure('cancelled', 'reading the file');
		interrupt?.(stopped);
	};
	cancelled?.addEventListener('abort', onCancel, { once: true });
	if (cancelled?.aborted) onCancel();
	// A new promise for each chunk: a race against a long-lived promise would keep every chunk alive.
	const next = async () =>
		await new Promise<IteratorResult<unknown>>((resolve, reject) => {
			const timer = setTimeout(() => reject(stalled(stepMs)), stepMs);
			interrupt = (error) => {
				clearTimeout(timer);
				reject(error);
			};
			void chunks
				.next()
				.then(resolve, reject)
				.finally(() => clearTimeout(timer));
		});
	try {
		while (stopped === undefined) {
			const { done, value } = await next();
			if (done) return;
			yield value;
		}
		throw stopped;
	} finally {
		cancelled?.removeEventListener('abort', onCancel);
		chunks.return(undefined).catch(() => undefined);
	}
}

async function* opened(open: () => Promise<AsyncIterable<unknown>>): AsyncGenerator<unknown> {
	yield* await open();
}

function stalled(stepMs: number): OperatorError {
	return new OperatorError(
		`n8n's storage delivered no data of the file for ${stepMs / 1000} seconds`,
		{
			description: "Check the disk or share that holds n8n's binary data, then run again.",
		},
	);
}
