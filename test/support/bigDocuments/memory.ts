import { readFileSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { descendantsOf } from '../../../sandbox/sftp/children';

/** Resident memory in bytes; on Linux, whose `/proc` tells. */
export interface Memory {
	/** Of n8n's own process. */
	n8n: number;
	/** Of the processes that it started: its task runner. */
	runners: number;
}

/** Long enough for n8n to load its nodes and for V8 to collect garbage afterwards. */
const IDLE_SECONDS = 30;

/** n8n's idle memory: the minimum over some seconds. */
export async function idleMemory(pid: number): Promise<Memory> {
	let lowest = memoryOf(pid);
	for (let second = 0; second < IDLE_SECONDS; second++) {
		await sleep(1000);
		const now = memoryOf(pid);
		if (now.n8n < lowest.n8n) lowest = now;
	}
	return lowest;
}

/** What n8n holds now. */
export function memoryOf(pid: number): Memory {
	return read(pid, 'VmRSS');
}

/** The most that n8n held since `forgetPeak`; the kernel keeps it, so that no moment is missed. */
export function peakMemoryOf(pid: number): Memory {
	return read(pid, 'VmHWM');
}

/** Restarts the peak. */
export function forgetPeak(pid: number): void {
	for (const each of [pid, ...descendantsOf(pid)]) writeFileSync(`/proc/${each}/clear_refs`, '5');
}

function read(pid: number, field: 'VmRSS' | 'VmHWM'): Memory {
	return {
		n8n: bytesOf(pid, field),
		runners: descendantsOf(pid).reduce((sum, child) => sum + bytesOf(child, field), 0),
	};
}

function bytesOf(pid: number, field: string): number {
	const status = readFileSync(`/proc/${pid}/status`, 'utf8');
	const [, kilobytes] = new RegExp(`^${field}:\\s+(\\d+) kB$`, 'm').exec(status) ?? [];
	return Number(kilobytes ?? 0) * 1024;
}
