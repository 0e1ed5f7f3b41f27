import { mkdirSync } from 'node:fs';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { Server, type AuthContext, type Connection } from 'ssh2';
import type { DiskLimit } from './disk';
import { EXTENSIONS, SftpFaults, type ExtensionName, type Quirks, type RequestName } from './fault';
import { fingerprintOf, type HostKeyType, makePrivateKey, parse } from './keys';
import { Session } from './session';

export interface InProcessSftpOptions {
	/** The folder that is `/` for clients; created if missing. */
	directory: string;
	/** 0 takes a free one. */
	port?: number;
	/** The OpenSSH extensions that it offers; default all of them. */
	extensions?: readonly ExtensionName[];
	/** The proofs that it wants in addition to a key; default none. */
	afterKey?: Array<'password' | 'keyboard-interactive'>;
	/** The login methods that it accepts; default both. */
	methods?: Array<'password' | 'publickey'>;
	/** The types of its host keys; default one of `ecdsa`. */
	hostKeys?: HostKeyType[];
}

export interface ReceivedRequest {
	name: RequestName;
	/** In the client's view. */
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
	/** `SHA256:…` of its current key; of the first if it has several. */
	readonly hostKeyFingerprint: string;
	/** Of all its current keys, in the order of their types. */
	readonly hostKeyFingerprints: string[];
	directory: string;
	faults: SftpFaults;
	/** How it differs from OpenSSH. */
	quirks: Quirks;
	/** Every request so far. */
	requests: ReceivedRequest[];
	/** How many connections were made so far. */
	readonly connections: number;
	/** How often somebody tried to log in, with a password or a key. */
	readonly logins: number;
	/** How many connections are open now. */
	readonly openConnections: number;
	/** How many writes did not fit so far. */
	readonly fullWrites: number;
	/** Limits the storage; null: no limit. */
	limitDisk(limit: DiskLimit | null): void;
	/** Another host key from the next connection on. @returns its fingerprint */
	changeHostKey(): string;
	/** Resets every open connection. */
	cutAll(): void;
	/** Silences every current and future connection until the returned function is called. */
	freezeAll(): () => void;
	/** No faults, no limit, an empty log; stored files stay. */
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
	readonly privateKey = makePrivateKey('ecdsa');
	readonly directory: string;
	readonly faults = new SftpFaults();
	readonly requests: ReceivedRequest[] = [];
	fullWrites = 0;
	port: number;
	connections = 0;
	logins = 0;
	quirks: Quirks = {};
	private hostKeys: string[];
	private limit: DiskLimit | null = null;
	private frozen = false;
	private readonly sockets = new Set<Socket>();
	/** Connections accepted while all is frozen; they get no greeting yet. */
	private readonly waiting: Socket[] = [];
	private listener = createServer();

	constructor(private readonly options: InProcessSftpOptions) {
		this.directory = options.directory;
		this.port = options.port ?? 0;
		this.hostKeys = this.newHostKeys();
	}

	get hostKeyFingerprint(): string {
		return this.hostKeyFingerprints[0];
	}

	get hostKeyFingerprints(): string[] {
		return this.hostKeys.map(fingerprintOf);
	}

	get openConnections(): number {
		return this.sockets.size;
	}

	limitDisk(limit: DiskLimit | null): void {
		this.limit = limit;
	}

	changeHostKey(): string {
		this.hostKeys = this.newHostKeys();
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
		this.quirks = {};
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

	private newHostKeys(): string[] {
		return (this.options.hostKeys ?? ['ecdsa']).map(makePrivateKey);
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

	/** One server per socket, so that it has the current host key, and a fault can cut its socket. */
	private greet(socket: Socket): void {
		const ssh = new Server({ hostKeys: this.hostKeys }, (connection) => {
			connection.on('error', () => {});
			connection.on('authentication', (context) => this.authenticate(context));
			connection.on('ready', () => this.serve(connection, socket));
		});
		ssh.injectSocket(socket);
	}

	private authenticate(context: AuthContext): void {
		if (context.method !== 'none') this.logins += 1;
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
					quirks: () => this.quirks,
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
