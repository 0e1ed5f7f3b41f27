import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** Collects all garbage through Node's inspector, then reads the heap's size. */
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

/** The environment of a process whose heap can be read later. */
export function inspectable(port: number): NodeJS.ProcessEnv {
	return { NODE_OPTIONS: `--inspect-port=127.0.0.1:${port}` };
}

/**
 * Bytes that a process needs: its heap after a collection. The kernel's figure also includes uncollected garbage.
 *
 * @param node a Node.js that has WebSocket
 * @param port of the process; see `inspectable`
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
