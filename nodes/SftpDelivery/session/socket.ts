import { connect, type Socket } from 'node:net';
import { ConnectFailure } from './connectFailure';

/**
 * Opens the connection separately, so that its failures differ from SSH's, and sends small packets at once: otherwise
 * each waits for the previous answer.
 */
export async function openSocket(
	{ host, port }: { host: string; port: number },
	signal: AbortSignal,
): Promise<Socket> {
	return await new Promise((resolve, reject) => {
		const socket = connect({ host, port, noDelay: true });
		const onAbort = () => socket.destroy(new Error('aborted'));
		const done = () => {
			signal.removeEventListener('abort', onAbort);
			socket.removeListener('error', onError);
		};
		const onError = (error: NodeJS.ErrnoException) => {
			done();
			reject(signal.aborted ? signal.reason : failureOf(error));
		};
		socket.once('error', onError);
		socket.once('connect', () => {
			done();
			resolve(socket);
		});
		signal.addEventListener('abort', onAbort, { once: true });
		if (signal.aborted) onAbort();
	});
}

function failureOf(error: NodeJS.ErrnoException): ConnectFailure {
	const code = String(error.code ?? '');
	if (/^(ENOTFOUND|EAI_\w+)$/.test(code)) return new ConnectFailure({ kind: 'unresolved' }, error);
	if (code === 'ECONNREFUSED') return new ConnectFailure({ kind: 'refused' }, error);
	if (code === 'ETIMEDOUT') return new ConnectFailure({ kind: 'tooLate' }, error);
	return new ConnectFailure({ kind: 'unreachable' }, error);
}
