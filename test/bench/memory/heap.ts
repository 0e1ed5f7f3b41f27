import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** Asks Node's inspector for a collection of all garbage, then for what the heap holds. */
const SCRIPT = `
const [{ webSocketDebuggerUrl }] = await (await fetch(process.argv[1] + '/json')).json();
const socket = new WebSocket(webSocketDebuggerUrl);
await new Promise((resolve, reject) => { socket.onopen = resolve; socket.onerror = reject; });
let id = 0;
const ask = (method) => new Promise((resolve) => {
	const own = ++id;
	socket.addEventListener('message', ({ data }) => {
		const answer = JSON.parse(data);
		if (answer.id === own) resolve(answer.result);
	});
	socket.send(JSON.stringify({ id: own, method }));
});
await ask('HeapProfiler.collectGarbage');
console.log((await ask('Runtime.getHeapUsage')).usedSize);
socket.close();
`;

/** The environment of a process whose heap can be asked for later. */
export function inspectable(port: number): NodeJS.ProcessEnv {
	return { NODE_OPTIONS: `--inspect-port=127.0.0.1:${port}` };
}

/**
 * Bytes that a process needs: its heap after a collection. What the kernel counts as its memory has what V8 has not
 * collected yet, too.
 *
 * @param node a Node.js that has WebSocket
 * @param port the one that the process was started with, see `inspectable`
 */
export async function neededHeap(node: string, pid: number, port: number): Promise<number> {
	const address = `http://127.0.0.1:${port}`;
	process.kill(pid, 'SIGUSR1');
	for (let tries = 0; !(await answers(address)); tries++) {
		if (tries === 100) throw new Error('The inspector of n8n did not answer');
		await new Promise((resolve) => setTimeout(resolve, 100));
	}
	const { stdout } = await promisify(execFile)(node, [
		'--input-type=module',
		'-e',
		SCRIPT,
		address,
	]);
	return Number(stdout.trim());
}

async function answers(address: string): Promise<boolean> {
	return await fetch(`${address}/json`).then(
		({ ok }) => ok,
		() => false,
	);
}
