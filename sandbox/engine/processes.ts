import { spawn, type ChildProcess, type SpawnOptions } from 'node:child_process';

/** What runs now; nothing of it outlives this process. */
const running = new Set<ManagedProcess>();
process.once('exit', () => {
	for (const child of running) child.killNow();
});

/** A child with everything it starts: its own process group, ended as one, at the latest with this process. */
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
				// Children that outlived their parent, e.g. a task runner in the middle of a run.
				this.killNow();
				running.delete(this);
				resolve();
			});
		});
	}

	get pid(): number | undefined {
		return this.child.pid;
	}

	/** What it printed, at most the last 200,000 characters. */
	get log(): string {
		return this.output;
	}

	get running(): boolean {
		return this.exit === undefined;
	}

	/** Resolves with the exit code, or null when a signal ended it or it never started. */
	async ended(): Promise<number | null> {
		await this.exited;
		return this.exit?.code ?? null;
	}

	/** Asks the process alone to end, as Docker would: its children are its own to end. Resolves with its exit code. */
	async finish(): Promise<number | null> {
		if (this.running) this.child.kill('SIGTERM');
		return await this.ended();
	}

	/** Asks the whole group to end, and ends it for certain after `graceMs`. */
	async stop(graceMs = 10_000): Promise<void> {
		if (!this.running) return;
		this.signal('SIGTERM');
		const killer = setTimeout(() => this.signal('SIGKILL'), graceMs);
		await this.exited;
		clearTimeout(killer);
	}

	/** Ends the whole group at once, as a crash or a power cut would. */
	async kill(): Promise<void> {
		this.signal('SIGKILL');
		await this.exited;
	}

	/** For the last moment of this process, when nothing can be awaited. */
	killNow(): void {
		this.signal('SIGKILL');
	}

	private signal(signal: NodeJS.Signals): void {
		if (this.child.pid === undefined) return;
		try {
			process.kill(-this.child.pid, signal);
		} catch {
			// The group is gone already, which is what was asked for.
		}
	}
}
