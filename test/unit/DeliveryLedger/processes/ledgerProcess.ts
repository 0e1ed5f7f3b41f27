import { type ChildProcess, spawn } from 'node:child_process';
import {
	chmodSync,
	existsSync,
	mkdirSync,
	mkdtempSync,
	readFileSync,
	rmSync,
	writeFileSync,
} from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { ModuleKind, ScriptTarget, transpileModule } from 'typescript';
import type { Job, Told } from './ledgerWorker';

const PROJECT = join(__dirname, '../../../..');
const WORKER = join(__dirname, 'ledgerWorker.ts');

/** Starts processes that work with a ledger; all end with it. */
export class LedgerProcesses {
	private readonly folder: string;

	private readonly all: LedgerProcess[] = [];

	/** @param node the program of the Node that they run on */
	constructor(private readonly node: string) {
		// Below the packages, so that the scripts find them.
		const cache = join(PROJECT, 'node_modules', '.cache');
		mkdirSync(cache, { recursive: true });
		this.folder = mkdtempSync(join(cache, 'ledger-processes-'));
		// Other users run them, too.
		chmodSync(this.folder, 0o755);
		this.transpile(WORKER, new Set());
	}

	/** @param user the id of the user that it runs as; else this process's */
	async start(job: Job, user?: number): Promise<LedgerProcess> {
		const script = this.placeOf(WORKER);
		const child = spawn(this.node, ['--no-warnings', script, JSON.stringify(job)], {
			stdio: ['pipe', 'pipe', 'inherit'],
			...(user === undefined ? {} : { uid: user, gid: user }),
		});
		const started = new LedgerProcess(child);
		this.all.push(started);
		await started.told('ready');
		return started;
	}

	async end(): Promise<void> {
		await Promise.all(this.all.map(async (one) => await one.kill()));
		rmSync(this.folder, { recursive: true, force: true });
	}

	/** A script and all that it imports of this project, as plain JavaScript: a process then starts in 0.1 s. */
	private transpile(file: string, done: Set<string>): void {
		if (done.has(file)) return;
		done.add(file);
		const source = readFileSync(file, 'utf8');
		const { outputText } = transpileModule(source, {
			compilerOptions: {
				module: ModuleKind.CommonJS,
				target: ScriptTarget.ES2022,
				esModuleInterop: true,
			},
		});
		const place = this.placeOf(file);
		mkdirSync(dirname(place), { recursive: true });
		writeFileSync(place, outputText);
		for (const [, imported] of outputText.matchAll(/require\("(\.[^"]+)"\)/g)) {
			const path = resolve(dirname(file), imported);
			this.transpile([`${path}.ts`, join(path, 'index.ts')].find(existsSync)!, done);
		}
	}

	private placeOf(file: string): string {
		return join(this.folder, relative(PROJECT, file).replace(/\.ts$/, '.js'));
	}
}

export class LedgerProcess {
	/** What it reported until now. */
	readonly said: Told[] = [];

	private readonly ended: Promise<void>;

	private listeners: Array<() => void> = [];

	constructor(private readonly child: ChildProcess) {
		createInterface({ input: child.stdout! }).on('line', (line) => {
			this.said.push(JSON.parse(line) as Told);
			this.listeners.forEach((listener) => listener());
		});
		this.ended = new Promise((done) => child.once('close', () => done()));
		void this.ended.then(() => this.listeners.forEach((listener) => listener()));
		child.stdin!.on('error', () => undefined);
	}

	/** Lets it go on with its job, or end. */
	goOn(): void {
		this.child.stdin!.write('\n');
	}

	/** Its answer. @throws Error if it failed, or ended before */
	async told(did: string): Promise<unknown> {
		for (;;) {
			const found = this.said.find((one) => one.did === did);
			if (found) return found.result;
			const failed = this.said.find(({ error }) => error !== undefined);
			if (failed) throw new Error(failed.error);
			if (this.child.exitCode !== null || this.child.signalCode !== null) {
				throw new Error(`The process ended before it told "${did}"`);
			}
			await new Promise<void>((next) => this.listeners.push(next));
		}
	}

	signal(signal: NodeJS.Signals): void {
		this.child.kill(signal);
	}

	async kill(): Promise<void> {
		this.child.kill('SIGKILL');
		await this.ended;
	}

	async untilEnded(): Promise<void> {
		await this.ended;
	}
}
