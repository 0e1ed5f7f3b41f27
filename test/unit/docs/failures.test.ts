import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { readMessages } from '../../../scripts/docs/messages';
import { PAGES, PROJECT, read } from './pages';

/** Every source as text, with the parts of a sentence on several lines joined. */
const SOURCES = ['nodes', 'credentials'].flatMap((folder) =>
	readdirSync(join(PROJECT, folder), { recursive: true, encoding: 'utf8' })
		.filter((name) => name.endsWith('.ts'))
		.map((name) => read(join(folder, name)).replace(/\\(['"`])/g, '$1')),
);

/** The messages in the first column of the tables. */
const MESSAGES = (PAGES.get('docs/when-things-fail.md') ?? '')
	.split('\n')
	.flatMap((line) => /^\| `(?<message>[^`]+)`/.exec(line)?.groups?.message ?? []);

/** Their advice is a function's, or there is nothing to do. */
const WITHOUT_ADVICE = [
	'The execution was canceled while writing …',
	'The ledger …',
	'The ledger "…", which this workflow used before, is gone',
	'There is no ledger "…", but document … was delivered before, as its source says',
];

/** The parts of a message between names and numbers; shorter ones would be found anywhere. */
function parts(message: string): string[] {
	return message
		.split('…')
		.map((part) => part.trim())
		.filter((part) => part.length > 3);
}

describe('every message', () => {
	const all = readMessages(join(PROJECT, 'nodes'));
	const told = [...PAGES].filter(([path]) => path.startsWith('docs/messages/'));

	it('that an operator may read is on a page, with what to do', () => {
		expect(all.length).toBeGreaterThan(180);
		const missing = all.filter(
			({ text }) =>
				!told.some(([, page]) => page.includes(`| \`${text.replaceAll('|', '\\|')}\` |`)),
		);
		expect(missing).toEqual([]);
	});

	it('says what to do, or gets advice where it is thrown', () => {
		const without = all
			.filter(({ kind, advice }) => kind === 'error' && advice === '')
			.map(({ text }) => text);
		expect(without).toEqual(WITHOUT_ADVICE);
	});
});

describe('when things fail', () => {
	it('lists messages', () => {
		expect(MESSAGES.length).toBeGreaterThan(40);
	});

	it.each(MESSAGES)('lists "%s" with the words of the code', (message) => {
		expect(parts(message)).not.toEqual([]);
		const missing = parts(message).filter(
			(part) => !SOURCES.some((source) => source.includes(part)),
		);
		expect(missing).toEqual([]);
	});
});
