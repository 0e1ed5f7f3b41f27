import { readFileSync, writeFileSync } from 'node:fs';
import { descendantsOf } from '../../../sandbox/sftp/children';

/** Resident memory in bytes; on Linux, whose `/proc` tells. */
export interface Memory {
	/** Of n8n's own process. */
	n8n: number;
	/** Of the processes that it started: its task runner. */
	runners: number;
}

/** What n8n holds now. */
export function memoryOf(pid: number): Memory {
	return read(pid, 'VmRSS');
}

/** The most that n8n held since `forgetPeak`; the kernel keeps it, so that no moment is missed. */
export function peakMemoryOf(pid: number): Memory {
	return read(pid, 'VmHWM');
}

/** Starts the peak anew. */
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
