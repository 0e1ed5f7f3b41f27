import { mkdirSync } from 'node:fs';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { Server, type AuthContext, type Connection } from 'ssh2';
import type { DiskLimit } from './disk';
import { EXTENSIONS, SftpFaults, type ExtensionName, type RequestName } from './fault';
import { fingerprintOf, makePrivateKey, parse } from './keys';
import { Session } from './session';

export interface InProcessSftpOptions {
	/** The folder that is `/` to clients; made when missing. */
	directory: string;
	/** 0 takes a free one. */
	port?: number;
	/** What it offers of OpenSSH's extensions; default all of them. */
	extensions?: readonly ExtensionName[];
	/** What it wants besides a key; default nothing. */
	afterKey?: Array<'password' | 'keyboard-interactive'>;
	/** Which ways to log in it takes; default both. */
	methods?: Array<'password' | 'publickey'>;
}

export interface ReceivedRequest {
	name: RequestName;
	/** As the client sees them. */
	paths: string[];
}

/** An SFTP server in this process, on a real folder, with faults to inject. */
export interface InProcessSftp {
	host: string;
	port: number;
	username: string;
	password: string;
	/** The private key that may log in. */
	privateKey: string;
	/** `SHA256:…` of the key it has now. */
	readonly hostKeyFingerprint: string;
	directory: string;
	faults: SftpFaults;
	/** Every request so far. */
	requests: ReceivedRequest[];
	/** How many connections were made so far. */
	readonly connections: number;
	/** How many connections are open now. */
	readonly openConnections: number;
	/** How many writes no longer fitted so far. */
	readonly fullWrites: number;
	/** Limits what may be stored; null: nothing limits it. */
	limitDisk(limit: DiskLimit | null): void;
	/** Another host key from the next connection on. @returns its fingerprint */
	changeHostKey(): string;
	/** Resets every open connection. */
	cutAll(): void;
	/** Every connection, those to come too, falls silent until the returned function is called. */
	freezeAll(): () => void;
	/** No faults, no limit, an empty log; what is stored stays. */
	reset(): void;
	/** Listens again after `stop`, on the same port with the same keys. */
	start(): Promise<void>;
	/** Cuts all connections and frees the port. */
	stop(): Promise<void>;
}

const USERNAME = 'erp';
const PASSWORD = 'erp-inbox-password';

/** Starts it on 127.0.0.1. */
export async function startInProcessSftp(options: InProcessSftpOptions): Promise<InProcessSftp> {
	mkdirSync(options.directory, { recursive: true });
	const server = new RunningServer(options);
	await server.start();
	return server;
}

class RunningServer implements InProcessSftp {
	readonly host = '127.0.0.1';
	readonly username = USERNAME;
	readonly password = PASSWORD;
	readonly privateKey = makePrivateKey();
	readonly directory: string;
	readonly faults = new SftpFaults();
	readonly requests: ReceivedRequest[] = [];
	fullWrites = 0;
	port: number;
	connections = 0;
	private hostKey = makePrivateKey();
	private limit: DiskLimit | null = null;
	private frozen = false;
	private readonly sockets = new Set<Socket>();
	/** Accepted while all is frozen: they get no greeting yet. */
	private readonly waiting: Socket[] = [];
	private listener = createServer();

	constructor(private readonly options: InProcessSftpOptions) {
		this.directory = options.directory;
		this.port = options.port ?? 0;
	}

	get hostKeyFingerprint(): string {
		return fingerprintOf(this.hostKey);
	}

	get openConnections(): number {
		return this.sockets.size;
	}

	limitDisk(limit: DiskLimit | null): void {
		this.limit = limit;
	}

	changeHostKey(): string {
		this.hostKey = makePrivateKey();
		return this.hostKeyFingerprint;
	}

	cutAll(): void {
		for (const socket of this.sockets) socket.resetAndDestroy();
	}

	freezeAll(): () => void {
		this.frozen = true;
		for (const socket of this.sockets) socket.pause();
		return () => {
			this.frozen = false;
			for (const socket of this.sockets) socket.resume();
			for (const socket of this.waiting.splice(0)) this.greet(socket);
		};
	}

	reset(): void {
		this.faults.clear();
		this.limit = null;
		this.requests.length = 0;
	}

	async start(): Promise<void> {
		this.listener = createServer((socket) => this.accept(socket));
		await new Promise<void>((resolve, reject) => {
			this.listener.once('error', reject);
			this.listener.listen(this.port, this.host, resolve);
		});
		this.port = (this.listener.address() as AddressInfo).port;
	}

	async stop(): Promise<void> {
		const closed = new Promise<void>((resolve) => this.listener.close(() => resolve()));
		this.cutAll();
		await closed;
	}

	private accept(socket: Socket): void {
		this.connections += 1;
		this.sockets.add(socket);
		socket.setNoDelay(true);
		socket.on('error', () => {});
		socket.once('close', () => this.sockets.delete(socket));
		if (this.frozen) this.waiting.push(socket);
		else this.greet(socket);
	}

	/** A server for each socket: so it has the host key of now, and a fault knows which socket to cut. */
	private greet(socket: Socket): void {
		const ssh = new Server({ hostKeys: [this.hostKey] }, (connection) => {
			connection.on('error', () => {});
			connection.on('authentication', (context) => this.authenticate(context));
			connection.on('ready', () => this.serve(connection, socket));
		});
		ssh.injectSocket(socket);
	}

	private authenticate(context: AuthContext): void {
		const methods = this.options.methods ?? ['password', 'publickey'];
		const accepted =
			context.username === USERNAME &&
			methods.some((method) => method === context.method) &&
			(context.method === 'password'
				? context.password === PASSWORD
				: context.method === 'publickey' && this.isUserKey(context));
		const isProof = context.method === 'publickey' && context.signature !== undefined;
		if (accepted && isProof && this.options.afterKey) context.reject(this.options.afterKey, true);
		else if (accepted) context.accept();
		else context.reject(methods);
	}

	private isUserKey(context: AuthContext & { method: 'publickey' }): boolean {
		const key = parse(this.privateKey);
		if (!context.key.data.equals(key.getPublicSSH())) return false;
		if (!context.signature || !context.blob) return true;
		return key.verify(context.blob, context.signature, context.hashAlgo) === true;
	}

	private serve(connection: Connection, socket: Socket): void {
		connection.on('session', (acceptSession) => {
			acceptSession().on('sftp', (acceptSftp) => {
				const session = new Session(acceptSftp(), {
					directory: this.directory,
					faults: this.faults,
					extensions: this.options.extensions ?? EXTENSIONS,
					limit: () => this.limit,
					cut: () => void socket.resetAndDestroy(),
					silence: (silent) => void (silent ? socket.pause() : socket.resume()),
					full: () => void (this.fullWrites += 1),
					seen: (name, paths) => this.requests.push({ name, paths }),
				});
				socket.once('close', () => session.end());
			});
		});
	}
}
