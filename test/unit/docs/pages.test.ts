import { linesOf, PAGES, read, WORKFLOWS } from './pages';

const HELP = [...PAGES.keys()].filter((path) =>
	/^docs\/(nodes|credentials|workflows|start)\//.test(path),
);

describe('pages', () => {
	it('are short enough to read', () => {
		expect(linesOf('README.md')).toBeLessThanOrEqual(150);
		expect(linesOf('CONTRIBUTING.md')).toBeLessThanOrEqual(80);
		for (const path of [...PAGES.keys()].filter((one) => one.startsWith('docs/'))) {
			expect([path, Math.min(linesOf(path), 150)]).toEqual([path, linesOf(path)]);
		}
	});

	it.each(HELP)('%s is long enough', (path) => {
		const lines = linesOf(path);
		if (lines >= 60) return;
		throw new Error(
			`${path} has ${lines} lines; a page has 60 or more. What do others of its folder say, e.g. first steps, examples, what a test or an error means, why it is like this?`,
		);
	});

	it.each(WORKFLOWS)('%s has a page that links its file and lists its nodes', (file) => {
		const page = PAGES.get(`docs/workflows/${file.replace(/\.json$/, '.md')}`);
		const { name } = JSON.parse(read(`workflows/${file}`)) as { name: string };

		expect(page?.split('\n')[0]).toBe(`# ${name}`);
		expect(page).toContain(`](../../workflows/${file})`);
		expect(page).toContain(`<!-- generated: nodes ${file} -->`);
	});

	it('include a README that begins with the two commands', () => {
		const [command] = /```sh\n[\s\S]*?```/.exec(read('README.md')) ?? [];
		expect(command).toContain('npm ci && npm run demo');
		expect(command).toContain('npm ci && npm test');
	});

	it('link examples instead of printing them', () => {
		for (const [path, text] of PAGES) {
			if (!path.startsWith('docs/')) continue;
			const printed = [...text.matchAll(/```\w*\n[\s\S]*?```/g)].map(
				([code]) => code.split('\n').length,
			);
			expect([path, printed.filter((lines) => lines > 15)]).toEqual([path, []]);
		}
	});
});
