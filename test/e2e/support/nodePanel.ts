import type { Page } from 'playwright-core';

/** The panel in which an operator looks for a node and picks one of its actions. */
export class NodePanel {
	private readonly items;

	constructor(private readonly page: Page) {
		this.items = page.getByTestId('node-creator').getByTestId('item-iterator-item');
	}

	/** Opens the panel of an empty workflow and searches. @returns the names that were found */
	async search(text: string): Promise<string[]> {
		await this.page.getByTestId('canvas-add-button').click();
		await this.page.getByTestId('node-creator-search-bar').fill(text);
		await this.items.filter({ hasText: text }).first().waitFor();
		return await this.items.getByTestId('node-creator-item-name').allInnerTexts();
	}

	/** What stands below a node's name. */
	async descriptionOf(name: string): Promise<string> {
		return await this.item(name).getByTestId('node-creator-item-description').innerText();
	}

	/** The picture before a node's name. */
	iconOf(name: string) {
		return this.item(name).locator('img').first();
	}

	/** Opens a node that was found. @returns the sentences of its actions */
	async actionsOf(name: string): Promise<string[]> {
		await this.item(name).click();
		await this.actions().first().waitFor();
		return await this.actions().getByTestId('node-creator-item-name').allInnerTexts();
	}

	/** Adds an action of the node that is open, which opens its form. */
	async add(action: string): Promise<void> {
		await this.actions().filter({ hasText: action }).click();
		await this.page.getByTestId('ndv').waitFor();
	}

	/** Below the heading "Actions": n8n proposes triggers above it. */
	private actions() {
		const heading = this.page.getByTestId('node-creator-category-item').getByText(/^Actions/);
		const group = this.page.locator('[data-category-collapsed]').filter({ has: heading });
		return group.locator('[data-keyboard-nav-type="action"]');
	}

	private item(name: string) {
		const exactName = this.page
			.getByTestId('node-creator-item-name')
			.getByText(name, { exact: true });
		return this.items.filter({ has: exactName });
	}
}
