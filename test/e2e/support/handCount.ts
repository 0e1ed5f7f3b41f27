import type { Page } from 'playwright-core';

/** What an operator's hands did: a double click is two clicks; a field counts once, however much one types. */
export interface HandCount {
	clicks: number;
	fields: number;
}

/** Runs in the page: only what a person, or a browser in a person's place, does is trusted. */
const COUNT_HANDS = `
	window.hands = { clicks: 0, fields: 0 };
	const typedInto = new WeakSet();
	addEventListener('click', (event) => {
		if (event.isTrusted && event.detail > 0) window.hands.clicks += 1;
	}, true);
	addEventListener('input', ({ target, isTrusted }) => {
		if (!isTrusted || target.type === 'file' || typedInto.has(target)) return;
		typedInto.add(target);
		window.hands.fields += 1;
	}, true);
`;

/** Begins to count, until the page reloads. */
export async function countHands(page: Page): Promise<() => Promise<HandCount>> {
	await page.evaluate(COUNT_HANDS);
	return async () => (await page.evaluate('window.hands')) as HandCount;
}
