import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import type { Owner } from '../../../sandbox/engine/api';
import { openBrowser } from './browser';
import { Canvas } from './canvas';
import { CredentialForm } from './credentialForm';
import { NodeForm } from './nodeForm';
import { NodePanel } from './nodePanel';

const SCREENSHOTS = join(__dirname, '..', 'screenshots');
const WAIT_MS = 60_000;

/** Runs in the page: keeps the text of every message that pops up, also of those that are gone again. */
const KEEP_MESSAGES = `
	window.shownMessages = [];
	new MutationObserver((changes) => {
		for (const { addedNodes } of changes)
			for (const node of addedNodes)
				if (node.classList?.contains('el-notification')) window.shownMessages.push(node.innerText);
	}).observe(document, { childList: true, subtree: true });
`;

/** Runs in the page: nothing moves, so that there is nothing to wait for. */
const STAND_STILL = `
	document.addEventListener('DOMContentLoaded', () => {
		const style = document.createElement('style');
		style.textContent = '*, *::before, *::after { transition: none !important; animation: none !important }';
		document.head.append(style);
	});
`;

/** n8n's editor in a headless Chromium, used as an operator uses it. */
export class Editor {
	readonly panel;
	readonly form;
	readonly canvas;
	readonly credential;
	/** Errors of the page's own scripts and calls that n8n refused, since the login. */
	readonly faults: string[] = [];

	private constructor(
		private readonly browser: Browser,
		readonly page: Page,
		private readonly url: string,
	) {
		this.panel = new NodePanel(page);
		this.form = new NodeForm(page);
		this.canvas = new Canvas(page);
		this.credential = new CredentialForm(page);
	}

	/** Opens the editor and signs in by its login page. */
	static async open(url: string, owner: Owner): Promise<Editor> {
		const browser = await openBrowser();
		const context = await browser.newContext({
			viewport: { width: 1600, height: 1000 },
			colorScheme: 'light',
			reducedMotion: 'reduce',
		});
		context.setDefaultTimeout(WAIT_MS);
		await context.addInitScript(KEEP_MESSAGES);
		await context.addInitScript(STAND_STILL);
		const editor = new Editor(browser, await context.newPage(), url);
		await editor.signIn(owner);
		editor.watch();
		return editor;
	}

	/** Loads the page anew, with an empty workflow. */
	async newWorkflow(): Promise<void> {
		await this.page.goto(`${this.url}/workflow/new`);
		await this.page.getByTestId('canvas-add-button').waitFor();
	}

	/** Empties the open workflow, if there is one: to load the page takes longer than most tests. */
	async emptyWorkflow(): Promise<void> {
		if (!this.page.url().startsWith(`${this.url}/workflow/`)) return await this.newWorkflow();
		await this.canvas.clear();
		await this.page.evaluate('window.shownMessages = []');
	}

	/** Opens a credential from the list of credentials. */
	async openCredential(name: string): Promise<void> {
		await this.page.goto(`${this.url}/home/credentials`);
		await this.page.getByTestId('resources-list-item').getByText(name, { exact: true }).click();
		await this.page.getByTestId('editCredential-modal').waitFor();
	}

	/** Follows the operator's choice in the operating system, as n8n does unless told otherwise. */
	async setTheme(colorScheme: 'light' | 'dark'): Promise<void> {
		await this.page.emulateMedia({ colorScheme });
	}

	/** The messages that popped up since the page was opened or its workflow emptied. */
	async messages(): Promise<string[]> {
		return (await this.page.evaluate('window.shownMessages')) as string[];
	}

	/** Keeps a picture in `test/e2e/screenshots`, for a person to look at. */
	async screenshot(name: string): Promise<void> {
		this.keep(name, await this.page.screenshot());
	}

	keep(name: string, picture: Buffer): void {
		mkdirSync(SCREENSHOTS, { recursive: true });
		writeFileSync(join(SCREENSHOTS, `${name.replace(/[^\w]+/g, '-')}.png`), picture);
	}

	async close(): Promise<void> {
		await this.browser.close();
	}

	private watch(): void {
		this.page.on('pageerror', (error) => this.faults.push(error.message));
		this.page.on('response', (response) => {
			const isRefused = response.status() >= 400 && response.url().startsWith(this.url);
			if (isRefused) this.faults.push(`${response.status()} ${response.url()}`);
		});
	}

	private async signIn({ email, password }: Owner): Promise<void> {
		await this.page.goto(`${this.url}/signin`);
		await this.page.getByTestId('emailOrLdapLoginId').locator('input').fill(email);
		await this.page.getByTestId('password').locator('input').fill(password);
		await this.page.getByTestId('form-submit-button').click();
		await this.page.waitForURL(/\/home\//);
	}
}
