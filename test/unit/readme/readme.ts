import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export const PROJECT = join(__dirname, '..', '..', '..');

export const README = readFileSync(join(PROJECT, 'README.md'), 'utf8');

/** The code block behind the comment `<!-- example: name -->`, which prettier may be told to leave alone. */
export function example(name: string): string {
	const [, behind] = README.split(`<!-- example: ${name} -->`);
	const code = /^\s*(?:<!-- prettier-ignore -->\s*)?```\w+\n(?<code>[\s\S]*?)\n```/.exec(
		behind ?? '',
	)?.groups?.code;
	if (code === undefined)
		throw new Error(`README.md has no code block behind the example "${name}"`);
	return code;
}

/** The rows of the first table below a heading, its header left out, as cells without marks of code. */
export function tableBelow(heading: string): string[][] {
	const [, behind] = `\n${README}`.split(`\n${heading}\n`);
	if (behind === undefined) throw new Error(`README.md has no heading "${heading}"`);
	const lines = behind.split('\n');
	const first = lines.findIndex((line) => line.startsWith('|'));
	const length = lines.slice(first).findIndex((line) => !line.startsWith('|'));
	return lines.slice(first + 2, first + length).map((line) =>
		line
			.split(/(?<!\\)\|/)
			.slice(1, -1)
			.map(plain),
	);
}

function plain(cell: string): string {
	return cell.replace(/`/g, '').replaceAll('\\|', '|').trim();
}
