import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** A token endpoint and one resource that wants the newest token. */
export class ProbeServer {
	/** The bodies of the token requests so far. */
	readonly tokenRequests: string[] = [];

	private readonly server = createServer(
		(request, response) => void this.answer(request, response),
	);

	private validToken = '';

	async start(): Promise<void> {
		await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
	}

	get host(): string {
		return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
	}

	/** Makes the server refuse every token that it gave out. */
	revokeToken(): void {
		this.validToken = 'none';
	}

	async stop(): Promise<void> {
		this.server.closeAllConnections();
		await new Promise((resolve) => this.server.close(resolve));
	}

	private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
		const send = (status: number, body: object) =>
			response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
		if (request.url === '/token') {
			this.tokenRequests.push(await text(request));
			this.validToken = `token-${this.tokenRequests.length}`;
			send(200, { access_token: this.validToken, token_type: 'Bearer', expires_in: 3600 });
		} else if (request.headers.authorization === `Bearer ${this.validToken}`) {
			send(200, { token: this.validToken });
		} else {
			send(401, { message: 'unknown token' });
		}
	}
}
