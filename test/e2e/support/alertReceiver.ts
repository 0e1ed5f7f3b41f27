import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { WorkflowFile } from '../../../sandbox/engine/api';

export interface Alert {
	subject: string;
	text: string;
}

/** Receives an operator's alerts, like a chat's webhook. */
export interface AlertReceiver {
	alerts: Alert[];
	/** Takes the next alert out of `alerts`, including one that already arrived. */
	next(timeoutMs?: number): Promise<Alert>;
	/** A workflow with its "Send Alert" swapped for a node that posts here, as its note says. */
	receiving(workflow: WorkflowFile): WorkflowFile;
	stop(): Promise<void>;
}

export async function startAlertReceiver(): Promise<AlertReceiver> {
	const alerts: Alert[] = [];
	const server = createServer((request, response) => {
		const chunks: Buffer[] = [];
		request.on('data', (chunk: Buffer) => chunks.push(chunk));
		request.on('end', () => {
			alerts.push(JSON.parse(Buffer.concat(chunks).toString()) as Alert);
			response.setHeader('content-type', 'application/json').end('{}');
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	const url = `http://127.0.0.1:${port}`;
	return {
		alerts,
		next: async (timeoutMs = 60_000) => {
			const deadline = Date.now() + timeoutMs;
			for (;;) {
				const alert = alerts.shift();
				if (alert) return alert;
				if (Date.now() > deadline) throw new Error('No alert came');
				await new Promise((resolve) => setTimeout(resolve, 100));
			}
		},
		receiving: (workflow) => ({
			...workflow,
			nodes: workflow.nodes.map((node) =>
				node.name === 'Send Alert' ? { ...node, ...posting(url) } : node,
			),
		}),
		stop: async () => await new Promise<void>((resolve) => server.close(() => resolve())),
	};
}

function posting(url: string) {
	return {
		type: 'n8n-nodes-base.httpRequest',
		typeVersion: 4.2,
		parameters: {
			...{ method: 'POST', url, sendBody: true, specifyBody: 'json', options: {} },
			jsonBody: '={{ JSON.stringify({ subject: $json.subject, text: $json.text }) }}',
		},
	};
}
