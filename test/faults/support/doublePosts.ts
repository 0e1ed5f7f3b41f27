import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Stands before n8n's webhooks and hands every call on twice at once, as a retry after a lost answer may. */
export interface DoublePosts {
	url: string;
	stop(): Promise<void>;
}

export async function startDoublePosts(target: string): Promise<DoublePosts> {
	const server = createServer((request, response) => {
		const chunks: Buffer[] = [];
		request.on('data', (chunk: Buffer) => chunks.push(chunk));
		request.on('end', () => {
			const headers = passedOn(request.headers);
			const body = Buffer.concat(chunks);
			const post = async () => await fetch(target + request.url, { method: 'POST', headers, body });
			void Promise.all([post(), post()]).then(async ([answer]) => {
				response.writeHead(answer.status, { 'content-type': 'application/json' });
				response.end(await answer.text());
			});
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	return {
		url: `http://127.0.0.1:${port}`,
		stop: async () => await new Promise((resolve) => server.close(() => resolve())),
	};
}

/** All but what is between the two that are connected. */
function passedOn(headers: IncomingHttpHeaders): Record<string, string> {
	const own = ['host', 'connection', 'content-length'];
	const passed = Object.entries(headers).filter(([name]) => !own.includes(name));
	return Object.fromEntries(passed) as Record<string, string>;
}
