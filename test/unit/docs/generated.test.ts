import { filled, readSources, type Sources } from '../../../scripts/docs/generated';
import type { Template } from '../../../scripts/docs/tables';
import { EXAMPLES, PAGES, PROJECT, read, WORKFLOWS } from './pages';

let sources: Sources;

beforeAll(async () => {
	sources = await readSources(PROJECT, PROJECT, WORKFLOWS);
}, 120_000);

describe('the generated parts of the pages', () => {
	const pages = [...PAGES].filter(([path]) => path.startsWith('docs/'));

	it.each(pages)('are up to date in %s (npm run docs)', (_, text) => {
		expect(text).toBe(filled(text, sources));
	});

	it('show the fields of every node and credential', () => {
		const all = pages.map(([, text]) => text).join('\n');
		const missing = [...sources.described.keys()].filter(
			(name) => !new RegExp(`<!-- generated: fields ${name}( |$)`, 'm').test(all),
		);
		expect(missing).toEqual([]);
	});

	it('refuse what does not exist', () => {
		const page = '<!-- generated: fields nobody -->\n<!-- end of generated -->\n';
		expect(() => filled(page, sources)).toThrow('"fields nobody"');
	});

	it('state when a field shows, its choices and its default', () => {
		const page = filled(
			'<!-- generated: fields erpSftpApi -->\n<!-- end of generated -->\n',
			sources,
		);
		expect(page).toContain('| Authentication | Choices: _Password_, _Private Key_. | _Password_ |');
		expect(page).toContain('| Password | When **Authentication** is _Password_. | |');
		expect(page).toContain('| Port | | `22` |');
	});
});

describe('workflows to import in examples', () => {
	const OURS = 'n8n-nodes-telecom-finance.';

	it.each(EXAMPLES)('%s uses only nodes, parameters and choices that exist', (file) => {
		const { nodes } = JSON.parse(read(`examples/${file}`)) as Template;
		const ours = nodes.filter(({ type }) => type.startsWith(OURS));
		expect(ours).not.toEqual([]);
		for (const { type, parameters } of ours) {
			const properties = sources.described.get(type.slice(OURS.length))?.properties ?? [];
			const unknown = Object.entries(parameters).filter(([name, value]) => {
				const named = properties.filter((property) => property.name === name);
				const choices = named.flatMap(({ options = [] }) => options);
				const isChoice = named.some((property) => property.type === 'options');
				return (
					named.length === 0 ||
					(isChoice && !choices.some((choice) => 'value' in choice && choice.value === value))
				);
			});
			expect([type, unknown]).toEqual([type, []]);
		}
	});
});
