import { existsSync } from 'node:fs';
import { chromium, selectors, type Browser } from 'playwright-core';

/** Where Linux distributions, macOS and container images put Chromium or Chrome. */
const PLACES = [
	'/usr/bin/chromium',
	'/usr/bin/chromium-browser',
	'/usr/bin/google-chrome',
	'/usr/bin/google-chrome-stable',
	'/snap/bin/chromium',
	'/Applications/Chromium.app/Contents/MacOS/Chromium',
	'/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

const ARGUMENTS = [
	'--no-sandbox',
	'--disable-gpu',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync',
	'--no-first-run',
];

/** @throws Error with how to get Chromium where there is none */
export function findChromium(): string {
	const { CHROMIUM_PATH } = process.env;
	const path = (CHROMIUM_PATH ? [CHROMIUM_PATH] : PLACES).find((place) => existsSync(place));
	if (path) return path;
	throw new Error(
		CHROMIUM_PATH
			? `CHROMIUM_PATH names ${CHROMIUM_PATH}, which does not exist.`
			: 'The editor tests need Chromium: apt-get install chromium, or set CHROMIUM_PATH to one.',
	);
}

/** A headless Chromium in which `getByTestId` finds n8n's own test ids. */
export async function openBrowser(): Promise<Browser> {
	selectors.setTestIdAttribute('data-test-id');
	return await chromium.launch({ executablePath: findChromium(), args: ARGUMENTS });
}
