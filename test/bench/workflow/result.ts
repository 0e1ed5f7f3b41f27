import type { Memory } from '../../support/bigDocuments/memory';
import { median } from '../../support/median';
import type { Usage } from './usage';

/** What one run came to. */
export interface Run extends Usage {
	seconds: number;
	/** Before it. */
	idle: Memory;
	/** Its outcome, e.g. "ended out of memory"; undefined if it completed. */
	failure?: string;
	/** Documents whose file is there with all their rows. */
	right: number;
	/** How long each node took; of runs that n8n saved. */
	nodes?: Array<[node: string, seconds: number]>;
}

/** Of all rounds of a contender at one size. */
export interface Result {
	seconds: number;
	cpu: Usage['cpu'];
	/** Bytes of n8n's process at its peak. */
	peak: number;
	/** Bytes of n8n's process over what it held when it was idle. */
	grown: number;
	/** Bytes of its task runner at its peak. */
	runner: number;
	/** Of the first round that did not complete. */
	failure?: string;
	/** The least of all rounds. */
	right: number;
}

/** The medians of the rounds. */
export function resultOf(runs: Run[]): Result {
	const middle = (read: (run: Run) => number) => median(runs.map(read));
	return {
		seconds: middle(({ seconds }) => seconds),
		cpu: { n8n: middle(({ cpu }) => cpu.n8n), runners: middle(({ cpu }) => cpu.runners) },
		peak: middle(({ peak }) => peak.n8n),
		grown: middle(({ idle, peak }) => peak.n8n - idle.n8n),
		runner: middle(({ peak }) => peak.runners),
		failure: runs.find(({ failure }) => failure !== undefined)?.failure,
		right: Math.min(...runs.map(({ right }) => right)),
	};
}
