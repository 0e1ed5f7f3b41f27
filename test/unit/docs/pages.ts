import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export const PROJECT = join(__dirname, '..', '..', '..');

export const MANIFEST = JSON.parse(read('package.json')) as {
	homepage: string;
	files: string[];
	n8n: { nodes: string[]; credentials: string[] };
};

/** Files below `workflows`. */
export const WORKFLOWS = readdirSync(join(PROJECT, 'workflows')).filter((name) =>
	name.endsWith('.json'),
);

/** Workflows to import, in `examples`. */
export const EXAMPLES = readdirSync(join(PROJECT, 'examples')).filter((name) =>
	name.endsWith('.json'),
);

/** Every page, by its path from the project's folder. */
export const PAGES = new Map(
	[
		'README.md',
		'CONTRIBUTING.md',
		'CHANGELOG.md',
		...below('docs'),
		...below('examples'),
		'sandbox/README.md',
	].map((path) => [path, read(path)]),
);

export function read(path: string): string {
	return readFileSync(join(PROJECT, path), 'utf8');
}

/** Lines of a page. */
export function linesOf(path: string): number {
	return (PAGES.get(path) ?? '').trimEnd().split('\n').length;
}

/** `HORISEN OAuth2 API` → `horisen-oauth2-api`, as pages are named and headings are linked. */
export function slug(text: string): string {
	return text
		.toLowerCase()
		.replace(/[^\p{L}\p{N}_ -]/gu, '')
		.trim()
		.replace(/ /g, '-');
}

function below(folder: string): string[] {
	return readdirSync(join(PROJECT, folder), { recursive: true, encoding: 'utf8' })
		.filter((name) => name.endsWith('.md'))
		.map((name) => `${folder}/${name.replaceAll('\\', '/')}`);
}
