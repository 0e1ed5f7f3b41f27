import { readFileSync } from 'node:fs';
import { descendantsOf } from '../../../sandbox/sftp/children';
import { type Memory, peakMemoryOf } from '../../support/bigDocuments/memory';

/** What n8n used: its process and the task runners that it started. */
export interface Usage {
	peak: Memory;
	/** Seconds of computing. */
	cpu: { n8n: number; runners: number };
}

const EVERY_MS = 200;
/** Linux counts processor time in hundredths of a second for every program. */
const TICKS_A_SECOND = 100;

/**
 * Watches n8n until the returned function is called, which says what was used since. The kernel remembers
 * peaks, but not those of processes that are gone: so it is asked often, and of an n8n that died the last
 * answer counts.
 */
export function watchUsage(pid: number): () => Usage {
	const before = cpuOf(pid);
	const usage: Usage = { peak: { n8n: 0, runners: 0 }, cpu: { n8n: 0, runners: 0 } };
	const look = () => {
		try {
			const peak = peakMemoryOf(pid);
			const cpu = cpuOf(pid);
			usage.peak.n8n = Math.max(usage.peak.n8n, peak.n8n);
			usage.peak.runners = Math.max(usage.peak.runners, peak.runners);
			usage.cpu = { n8n: cpu.n8n - before.n8n, runners: cpu.runners - before.runners };
		} catch (error) {
			// A process that ended between two looks has no file any more.
			if (!['ENOENT', 'ESRCH'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
		}
	};
	const timer = setInterval(look, EVERY_MS);
	return () => {
		clearInterval(timer);
		look();
		return usage;
	};
}

function cpuOf(pid: number): Usage['cpu'] {
	const [own, ended] = ticksOf(pid);
	const running = descendantsOf(pid).flatMap(ticksOf);
	const sum = [ended, ...running].reduce((total, ticks) => total + ticks, 0);
	return { n8n: own / TICKS_A_SECOND, runners: sum / TICKS_A_SECOND };
}

/** Of a process, and of its children that ended. */
function ticksOf(pid: number): [own: number, ended: number] {
	// "pid (name) state …": a name may hold spaces and brackets. Fields 14 to 17 are the times.
	const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
	const [user, system, endedUser, endedSystem] = stat
		.slice(stat.lastIndexOf(')') + 2)
		.split(' ')
		.slice(11, 15)
		.map(Number);
	return [user + system, endedUser + endedSystem];
}
