import { existsSync } from 'node:fs';
import { join, posix } from 'node:path';
import { MANIFEST, PAGES, PROJECT, read, slug } from './pages';

const REPOSITORY = MANIFEST.homepage.replace(/#.*$/, '');

/** What a page points to: pages of the package by their path, with the heading behind `#`. */
interface Link {
	from: string;
	path: string;
	anchor?: string;
}

function linksOf(from: string, text: string): Link[] {
	return [...text.matchAll(/\]\((?<target>[^)\s]+)\)/g)].flatMap((match) => {
		const target = match.groups?.target ?? '';
		if (/^[a-z]+:/.test(target)) return [];
		const [path, anchor] = target.split('#');
		return [{ from, path: path === '' ? from : posix.join(posix.dirname(from), path), anchor }];
	});
}

function headingsOf(path: string): string[] {
	const page = PAGES.get(path) ?? read(path);
	return [...page.matchAll(/^#+ (?<title>.+)$/gm)].map((match) =>
		slug((match.groups?.title ?? '').replace(/[`*_]/g, '')),
	);
}

describe('links', () => {
	const links = [...PAGES].flatMap(([path, text]) => linksOf(path, text));

	it('lead to files that exist', () => {
		expect(links.length).toBeGreaterThan(200);
		const broken = links.filter(({ path }) => !existsSync(join(PROJECT, path)));
		expect(broken).toEqual([]);
	});

	it('lead to headings that exist', () => {
		const broken = links.filter(
			({ path, anchor }) => anchor !== undefined && !headingsOf(path).includes(anchor),
		);
		expect(broken).toEqual([]);
	});

	it('reach every page below docs and every example', () => {
		const linked = new Set(links.map(({ path }) => path));
		const lost = [...PAGES.keys()].filter(
			(path) => /^(docs|examples)\//.test(path) && !linked.has(path),
		);
		expect(lost).toEqual([]);
	});
});

describe('help in n8n', () => {
	const sourceOf = (path: string) => path.replace(/^dist\//, '').replace(/\.js$/, '');
	const displayName = (source: string) =>
		/displayName(?::| =) '(?<name>[^']+)'/.exec(read(source))?.groups?.name ?? source;
	const helpOf = (source: string) =>
		[...read(source).matchAll(/https:[^'"]+/g)]
			.map(([url]) => url)
			.filter((url) => url.startsWith(REPOSITORY))
			.map((url) => url.slice(`${REPOSITORY}/blob/main/`.length));

	it.each(MANIFEST.n8n.nodes.map(sourceOf))('of %s opens its own page', (source) => {
		const own = `docs/nodes/${slug(displayName(`${source}.ts`))}.md`;
		const help = helpOf(`${source}.json`);

		expect(help.at(-1)).toBe(own);
		expect(help.filter((path) => !PAGES.has(path))).toEqual([]);
	});

	it.each(MANIFEST.n8n.credentials.map(sourceOf))('of %s opens its own page', (source) => {
		const file = /(?<name>\w+)\.credentials$/.exec(source)?.groups?.name ?? '';
		const [own] = helpOf(`${source}.ts`);

		expect(own?.replace(/-/g, '')).toBe(`docs/credentials/${file.toLowerCase()}.md`);
		expect(PAGES.has(own)).toBe(true);
	});
});
