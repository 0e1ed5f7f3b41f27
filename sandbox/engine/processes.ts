import { spawn, type ChildProcess, type SpawnOptions } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';

/** The running children; none outlives this process. */
const running = new Set<ManagedProcess>();
process.once('exit', () => {
	for (const child of running) child.killNow();
});

/** A child with everything it starts: a process group that ends as one, at the latest with this process. */
export class ManagedProcess {
	private output = '';
	private exit?: { code: number | null; signal: NodeJS.Signals | null };
	private readonly exited: Promise<void>;
	private readonly child: ChildProcess;

	constructor(
		readonly name: string,
		command: string,
		args: string[],
		options: SpawnOptions = {},
	) {
		this.child = spawn(command, args, {
			...options,
			detached: true,
			stdio: ['ignore', 'pipe', 'pipe'],
		});
		running.add(this);
		const keep = (chunk: Buffer) => {
			this.output = (this.output + chunk.toString()).slice(-200_000);
		};
		this.child.stdout?.on('data', keep);
		this.child.stderr?.on('data', keep);
		this.exited = new Promise((resolve) => {
			this.child.once('error', (error) => {
				this.output += `\n${error.message}`;
				this.exit = { code: null, signal: null };
				running.delete(this);
				resolve();
			});
			this.child.once('exit', (code, signal) => {
				this.exit = { code, signal };
				// Children that outlived their parent, e.g. a task runner during a run.
				this.killNow();
				running.delete(this);
				resolve();
			});
		});
	}

	/**
	 * Waits until it is ready; ends it if it never is.
	 *
	 * @throws Error with the end of its log if it ends before that, or is not ready in time
	 */
	async ready(isReady: () => Promise<boolean>, timeoutMs = 120_000): Promise<void> {
		const deadline = Date.now() + timeoutMs;
		while (!(await isReady())) {
			if (!this.running || Date.now() > deadline) {
				const what = this.running ? 'was not ready in time' : 'ended while it started';
				await this.stop();
				const end = this.log.trim().split('\n').slice(-20).join('\n');
				throw new Error(`${this.name} ${what}. The end of its log:\n${end}`);
			}
			await sleep(100);
		}
	}

	get pid(): number | undefined {
		return this.child.pid;
	}

	/** Its output, at most the last 200,000 characters. */
	get log(): string {
		return this.output;
	}

	/** Calls back with each text that it prints from now on. */
	onOutput(tell: (text: string) => void): void {
		for (const stream of [this.child.stdout, this.child.stderr]) {
			stream?.on('data', (chunk: Buffer) => tell(chunk.toString()));
		}
	}

	get running(): boolean {
		return this.exit === undefined;
	}

	/** Resolves with the exit code, or null if a signal ended it or it never started. */
	async ended(): Promise<number | null> {
		await this.exited;
		return this.exit?.code ?? null;
	}

	/** Asks only the process to end, like Docker; it must end its children itself. Resolves with its exit code. */
	async finish(): Promise<number | null> {
		if (this.running) this.child.kill('SIGTERM');
		return await this.ended();
	}

	/** Asks the whole group to end, and kills it after `graceMs`. */
	async stop(graceMs = 10_000): Promise<void> {
		if (!this.running) return;
		this.signal('SIGTERM');
		const killer = setTimeout(() => this.signal('SIGKILL'), graceMs);
		await this.exited;
		clearTimeout(killer);
	}

	/** Ends the whole group at once, like a crash or a power cut. */
	async kill(): Promise<void> {
		this.signal('SIGKILL');
		await this.exited;
	}

	/** For the last moment of this process, which cannot await anything. */
	killNow(): void {
		this.signal('SIGKILL');
	}

	private signal(signal: NodeJS.Signals): void {
		if (this.child.pid === undefined) return;
		try {
			process.kill(-this.child.pid, signal);
		} catch {
			// The group is already gone.
		}
	}
}
