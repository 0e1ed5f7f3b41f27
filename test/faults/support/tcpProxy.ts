import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** A proxy between n8n and a server that disturbs the connection. */
export class TcpProxy {
	readonly host = '127.0.0.1';
	/** Milliseconds that every piece of data is late, both ways. */
	latencyMs = 0;
	/** How many connections were made so far. */
	connections = 0;
	private readonly sockets = new Set<Socket>();
	private readonly listener = createServer((client) => this.accept(client));
	/** Bytes that may still pass to the server. */
	private left = Infinity;

	private constructor(private readonly target: { host: string; port: number }) {}

	/** Listens on a free port of 127.0.0.1 and passes everything on to `target`. */
	static async start(target: { host: string; port: number }): Promise<TcpProxy> {
		const proxy = new TcpProxy(target);
		await new Promise<void>((resolve, reject) => {
			proxy.listener.once('error', reject);
			proxy.listener.listen(0, proxy.host, resolve);
		});
		return proxy;
	}

	get port(): number {
		return (this.listener.address() as AddressInfo).port;
	}

	/** Resets, once, the connection that brings this byte to the server, counted over all from now on. */
	cutAtByte(byte: number): void {
		this.left = byte;
	}

	/** Resets all connections. */
	cutAll(): void {
		for (const socket of this.sockets) socket.resetAndDestroy();
	}

	async stop(): Promise<void> {
		const closed = new Promise<void>((resolve) => this.listener.close(() => resolve()));
		this.cutAll();
		await closed;
	}

	private accept(client: Socket): void {
		this.connections += 1;
		const server = connect(this.target.port, this.target.host);
		for (const socket of [client, server]) {
			this.sockets.add(socket);
			socket.setNoDelay(true);
		}
		this.pass(client, server, (chunk) => this.upTo(chunk));
		this.pass(server, client, (chunk) => chunk);
	}

	private pass(from: Socket, to: Socket, allowed: (chunk: Buffer) => Buffer): void {
		from.on('data', (chunk: Buffer) => {
			const passed = allowed(chunk);
			const deliver = () => {
				if (!to.destroyed) to.write(passed);
				if (passed.length === chunk.length) return;
				from.resetAndDestroy();
				to.destroySoon();
			};
			if (this.latencyMs > 0) setTimeout(deliver, this.latencyMs);
			else deliver();
		});
		from.on('error', () => to.destroy());
		from.on('close', () => {
			this.sockets.delete(from);
			to.destroySoon();
		});
	}

	private upTo(chunk: Buffer): Buffer {
		if (chunk.length <= this.left) {
			this.left -= chunk.length;
			return chunk;
		}
		const passed = chunk.subarray(0, this.left);
		this.left = Infinity;
		return passed;
	}
}
