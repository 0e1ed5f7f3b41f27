import { chromium, selectors, type Browser } from 'playwright-core';
import { CHROMIUM, ensureProgram } from '../../../sandbox/engine/systemPrograms';

const ARGUMENTS = [
	'--no-sandbox',
	'--disable-gpu',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync',
	'--no-first-run',
	// Nothing outside this machine may decide whether a test passes. Routes of Playwright would turn the browser's cache off.
	'--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
];

/** A headless Chromium in which `getByTestId` finds n8n's own test ids. */
export async function openBrowser(): Promise<Browser> {
	selectors.setTestIdAttribute('data-test-id');
	const executablePath = ensureProgram(CHROMIUM, (line) => console.warn(line));
	return await chromium.launch({ executablePath, args: ARGUMENTS });
}
