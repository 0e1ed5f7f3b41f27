import type { Locator, Page } from 'playwright-core';

/**
 * Runs in the page: waits until the fields have not changed for a while, because the form follows a
 * choice a moment later.
 */
const FIELDS_REST = `new Promise((resolve) => {
	const rest = () => {
		observer.disconnect();
		resolve();
	};
	let timer = setTimeout(rest, 400);
	const observer = new MutationObserver(() => {
		clearTimeout(timer);
		timer = setTimeout(rest, 400);
	});
	const fields = document.querySelector('[data-test-id="node-parameters"]');
	observer.observe(fields, { childList: true, subtree: true, characterData: true });
})`;

/** The form of an open node. A field is named by its path: `limit`, `filters.filter[0].value`. */
export class NodeForm {
	private readonly parameters;

	constructor(private readonly page: Page) {
		this.parameters = page.getByTestId('node-parameters');
	}

	/** The labels from top to bottom, without those inside of lists. */
	async labels(): Promise<string[]> {
		const outsideLists = '[data-test-id="input-label"]:not([data-test-id^="fixed-collection-"] *)';
		return await labelTexts(this.parameters.locator(outsideLists).filter({ visible: true }));
	}

	/** The labels of one entry of a list, e.g. `filters.filter[0]`. */
	async labelsIn(entry: string): Promise<string[]> {
		const fields = this.parameters.locator(`[data-parameter-path^="parameters.${entry}."]`);
		return await labelTexts(
			fields
				.locator('xpath=ancestor::*[@data-test-id="parameter-item"][1]')
				.getByTestId('input-label'),
		);
	}

	field(path: string): Locator {
		return this.parameters.locator(`[data-parameter-path="parameters.${path}"]`);
	}

	/** What a field shows: the text typed, or the name of the option chosen. */
	async shown(path: string): Promise<string> {
		return await this.field(path).locator('input, textarea').first().inputValue();
	}

	/** The names in a drop-down list. */
	async choices(path: string): Promise<string[]> {
		const options = await this.openList(path);
		const names = await options.locator('.option-headline').allInnerTexts();
		await this.field(path).click();
		await options.first().waitFor({ state: 'hidden' });
		return names.map((name) => name.trim());
	}

	async choose(path: string, name: string): Promise<void> {
		const options = await this.openList(path);
		await options.filter({ has: this.page.getByText(name, { exact: true }) }).click();
		await options.first().waitFor({ state: 'hidden' });
		await this.page.evaluate(FIELDS_REST);
	}

	async type(path: string, text: string): Promise<void> {
		await this.field(path).locator('input, textarea').first().fill(text);
	}

	/** Turns a switch on or off. */
	async toggle(path: string): Promise<void> {
		await this.field(path).locator('.el-switch').click();
		await this.page.evaluate(FIELDS_REST);
	}

	/** Adds an entry to a list, e.g. `filters`. */
	async addTo(list: string): Promise<void> {
		await this.page
			.getByTestId(`fixed-collection-${list}`)
			.getByTestId('fixed-collection-add')
			.click();
		await this.page.evaluate(FIELDS_REST);
	}

	/** What can be added to the Options. */
	async optionNames(): Promise<string[]> {
		await this.parameters.getByTestId('collection-parameter-add').click();
		const options = this.page.getByTestId('collection-parameter-option').filter({ visible: true });
		await options.first().waitFor();
		const names = await options.allInnerTexts();
		await this.page.keyboard.press('Escape');
		await options.first().waitFor({ state: 'hidden' });
		return names.map((name) => name.trim());
	}

	/** Picks one of the credentials that n8n holds. */
	async chooseCredential(name: string): Promise<void> {
		await this.page.getByTestId('node-credentials-select').click();
		await this.page.getByRole('option').filter({ visible: true, hasText: name }).click();
	}

	/** Starts a new credential from a node that has none. @param to as the button says, e.g. `HORISEN` */
	async connect(to: string): Promise<void> {
		const empty = this.page.getByTestId('node-credentials-empty-state');
		await empty.getByRole('button', { name: `Connect to ${to}`, exact: true }).click();
	}

	/** Whether it asks for a credential. */
	async hasCredential(): Promise<boolean> {
		return await this.page.getByTestId('node-credentials-select').isVisible();
	}

	/** Opens the credential that this node has. */
	async openCredential(): Promise<void> {
		await this.page.getByTestId('credential-edit-button').click();
	}

	/**
	 * Runs this node alone and waits until the output panel says how many items came out.
	 *
	 * @param button its text, as the pages name it
	 */
	async executeStep(button = 'Execute step'): Promise<string> {
		await this.page.getByTestId('node-execute-button').getByText(button, { exact: true }).click();
		return await this.itemCount();
	}

	/** E.g. `24 items`. */
	async itemCount(): Promise<string> {
		const count = this.page.getByTestId('output-panel').getByText(/^\d+ items?$/);
		await count.waitFor();
		return await count.innerText();
	}

	/** The first row of the output as a table: column → text. */
	async firstRow(): Promise<Record<string, string>> {
		const output = this.page.getByTestId('output-panel');
		await output.getByTestId('radio-button-table').click();
		await output.locator('tbody tr').first().waitFor();
		const columns = await output.locator('thead th').allInnerTexts();
		const cells = await output.locator('tbody tr').first().locator('td').allInnerTexts();
		return Object.fromEntries(columns.map((column, index) => [column.trim(), cells[index].trim()]));
	}

	/** Goes back to the canvas, if a form is open. */
	async close(): Promise<void> {
		const button = this.page.getByTestId('ndv-close-button');
		if (await button.isVisible()) await button.click();
		await this.page.getByTestId('ndv').waitFor({ state: 'hidden' });
	}

	private async openList(path: string): Promise<Locator> {
		await this.field(path).click();
		const options = this.page.getByTestId('parameter-input-item').filter({ visible: true });
		await options.first().waitFor();
		return options;
	}
}

/** A label's own words, without the buttons and the star beside them. */
async function labelTexts(labels: Locator): Promise<string[]> {
	const texts = await labels.locator('label').allInnerTexts();
	return texts.map((text) => text.split('\n')[0].replace('*', '').trim());
}
