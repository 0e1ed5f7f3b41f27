import { readdirSync, readFileSync } from 'node:fs';

/** All descendants of a process, read from `/proc` on Linux. */
export function descendantsOf(pid: number): number[] {
	const children = childrenByParent();
	const found: number[] = [];
	for (const waiting = [pid]; waiting.length > 0;) {
		const next = children.get(waiting.shift() as number) ?? [];
		found.push(...next);
		waiting.push(...next);
	}
	return found;
}

/** Signals those of the processes that still exist. */
export function signalAll(pids: number[], signal: NodeJS.Signals): void {
	for (const pid of pids) {
		try {
			process.kill(pid, signal);
		} catch (error) {
			if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
		}
	}
}

function childrenByParent(): Map<number, number[]> {
	const children = new Map<number, number[]>();
	for (const name of readdirSync('/proc').filter((entry) => /^\d+$/.test(entry))) {
		const parent = parentOf(name);
		if (parent === undefined) continue;
		children.set(parent, [...(children.get(parent) ?? []), Number(name)]);
	}
	return children;
}

function parentOf(pid: string): number | undefined {
	try {
		// "pid (name) state parent …": a name may contain spaces and brackets.
		const [, parent] = /\) \S (\d+)/.exec(readFileSync(`/proc/${pid}/stat`, 'utf8')) ?? [];
		return parent === undefined ? undefined : Number(parent);
	} catch {
		return undefined;
	}
}
