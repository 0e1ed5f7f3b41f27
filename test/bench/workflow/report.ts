import type { ContenderName } from './contenders';
import type { Result, Run } from './result';
import type { Size } from './sizes';

const MIB = 1024 * 1024;
const GIB = 1024 * MIB;
const MOST_NODES = 12;

/** A contender's figures at one size, on one line. */
export function lineOf(contender: ContenderName, result: Result, { documents }: Size): string {
	const { seconds, cpu, peak, grown, runner, failure, right } = result;
	const cells =
		failure === undefined
			? [
					`${seconds.toFixed(1)} s`.padStart(9),
					`   CPU ${cpu.n8n.toFixed(1)} s, runner ${cpu.runners.toFixed(1)} s`.padEnd(32),
					`grew by ${mebibytes(grown)}, runner ${mebibytes(runner)}`.padEnd(36),
				]
			: [`   ${failure} at ${(peak / GIB).toFixed(1)} GB after ${seconds.toFixed(0)} s; `];
	return `  ${contender.padEnd(15)}${cells.join('')}${right} of ${documents} files right`;
}

/** The nodes that took longest, if the run knows. */
export function nodeLines({ nodes = [] }: Run): string[] {
	return nodes
		.slice(0, MOST_NODES)
		.map(([node, seconds]) => `    ${`${seconds.toFixed(1)} s`.padStart(9)}  ${node}`);
}

function mebibytes(bytes: number): string {
	return `${Math.round(bytes / MIB)} MB`;
}
