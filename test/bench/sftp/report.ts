import { median as middle } from '../../support/median';
import type { Result } from './job';

const TITLES: Record<string, string> = {
	ours: 'SFTP Delivery: Deliver',
	ftp: "n8n's FTP node: Upload",
	openssh: 'sftp of OpenSSH: put -f',
};

export interface Target {
	what: string;
	ratio: number;
	isMet: boolean;
}

/** The middle of the times, in milliseconds. */
export function median(results: Result[]): number {
	return middle(results.map(({ milliseconds }) => milliseconds));
}

export function printCase(title: string, results: Record<string, Result[]>): void {
	console.log(title);
	for (const [name, rounds] of Object.entries(results)) {
		const grown = middle(rounds.map(({ grownBytes }) => grownBytes));
		const cells = [
			(TITLES[name] ?? name).padEnd(26),
			`${(median(rounds) / 1000).toFixed(2)} s`.padStart(10),
			`${(median(rounds) / median(results.ours)).toFixed(2)} ×`.padStart(10),
			Number.isNaN(grown) ? '' : `${Math.round(grown / 1024 / 1024)} MB more memory`.padStart(20),
		];
		console.log(`  ${cells.join('')}`);
	}
	console.log();
}

/** @returns whether all are met */
export function printTargets(targets: Target[]): boolean {
	for (const { what, ratio, isMet } of targets) {
		console.log(`${isMet ? 'met   ' : 'MISSED'}  ${what}: ${ratio.toFixed(1)} ×`);
	}
	return targets.every(({ isMet }) => isMet);
}
