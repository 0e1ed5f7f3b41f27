import type { Page } from 'playwright-core';

/** What the form says after n8n tested a credential. */
export interface TestOutcome {
	connected: boolean;
	text: string;
}

/** Longer than n8n waits for more to be typed. */
const TYPING_PAUSE_MS = 700;

/** The window in which a credential is entered. n8n tests it when it is opened, saved, or on Retry. */
export class CredentialForm {
	private readonly form;
	private readonly banner;
	private isChanged = false;

	constructor(private readonly page: Page) {
		this.form = page.getByTestId('editCredential-modal');
		this.banner = page.getByTestId('node-credentials-config-container');
	}

	/** The messages above the form's fields and notices, from top to bottom. */
	async labels(): Promise<string[]> {
		const rows = this.form.getByTestId('credential-connection-parameter');
		await rows.first().waitFor();
		const texts = await rows.allInnerTexts();
		return texts.map((text) => text.split('\n')[0].replace('*', '').trim());
	}

	/** The notices in the form, one line per notice: an address may add its own. */
	async notice(): Promise<string> {
		const notices = this.form.locator('.notice').filter({ visible: true });
		await notices.first().waitFor();
		return (await notices.allInnerTexts()).join('\n');
	}

	async fill(fields: Record<string, string>): Promise<void> {
		for (const [name, value] of Object.entries(fields)) {
			const field = this.form.getByTestId(`parameter-input-${name}`);
			const input = field.locator('input, textarea').first();
			this.isChanged ||= (await input.inputValue()) !== value;
			await input.fill(value);
		}
		await this.taken();
	}

	/**
	 * n8n takes what is typed after a moment without typing, and saves what it has taken. The moment is waited for by the
	 * page's own clock: on a busy machine its timers are late, but in their order.
	 */
	private async taken(): Promise<void> {
		await this.page.evaluate(
			async (ms) => await new Promise((resolve) => setTimeout(resolve, ms)),
			TYPING_PAUSE_MS,
		);
	}

	/** Picks an entry of a drop-down list, which may show other fields. */
	async choose(name: string, option: string): Promise<void> {
		await this.form.getByTestId(`parameter-input-${name}`).click();
		const options = this.page.getByTestId('parameter-input-item').filter({ visible: true });
		await options.filter({ has: this.page.getByText(option, { exact: true }) }).click();
		await options.first().waitFor({ state: 'hidden' });
		this.isChanged = true;
	}

	/** Saves what was changed, or tests once more if nothing was. */
	async test(): Promise<TestOutcome> {
		return await (this.isChanged ? this.save() : this.retry());
	}

	/** Opens a credential that is saved, which tests it. */
	async testOf(opening: () => Promise<void>): Promise<TestOutcome> {
		return await this.outcomeAfter(opening);
	}

	/** Saves what was changed, which tests it. */
	async save(): Promise<TestOutcome> {
		this.isChanged = false;
		return await this.outcomeAfter(() => this.clickSave());
	}

	async retry(): Promise<TestOutcome> {
		const button = this.form.getByRole('button', { name: 'Retry' }).filter({ visible: true });
		return await this.outcomeAfter(() => button.click());
	}

	/** Saves a new credential: n8n closes the form by itself when its test succeeds. */
	async saveNew(): Promise<void> {
		this.isChanged = false;
		await this.clickSave();
		await this.form.waitFor({ state: 'hidden' });
	}

	/** Goes back to where the form was opened. */
	async close(): Promise<void> {
		await this.form.getByRole('button', { name: 'Close' }).first().click();
		await this.form.waitFor({ state: 'hidden' });
	}

	/** Found by its text: while n8n still says Testing, a click has no effect. */
	private async clickSave(): Promise<void> {
		const button = this.form.getByTestId('credential-save-button');
		await button.getByText('Save', { exact: true }).click();
	}

	private async outcomeAfter(action: () => Promise<void>): Promise<TestOutcome> {
		// Waits for the request, not the response: the test from opening the form may still be running.
		const request = this.page.waitForRequest((sent) =>
			sent.url().endsWith('/rest/credentials/test'),
		);
		await action();
		const response = await (await request).response();
		const { data } = (await response?.json()) as { data: { status: string; message: string } };
		if (data.status === 'OK') {
			const text = this.banner
				.getByText('Connection tested successfully')
				.filter({ visible: true });
			await text.waitFor();
			return { connected: true, text: (await text.innerText()).trim() };
		}
		const details = this.banner.getByText('More details');
		const text = this.banner.getByText(data.message);
		await details.or(text).first().waitFor();
		if (await details.isVisible()) await details.click();
		await text.waitFor();
		return { connected: false, text: await text.innerText() };
	}
}
