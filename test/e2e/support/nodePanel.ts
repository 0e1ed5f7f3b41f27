import type { Locator, Page } from 'playwright-core';

/** The panel in which an operator looks for a node and picks one of its actions. */
export class NodePanel {
	private readonly items;
	private readonly details;

	constructor(private readonly page: Page) {
		const panel = page.getByTestId('node-creator');
		this.items = panel.getByTestId('item-iterator-item');
		this.details = panel.getByText('Node details');
	}

	/** Opens the panel, or goes back to its list, and searches. @returns the names that were found */
	async search(text: string): Promise<string[]> {
		const field = this.page.getByTestId('node-creator-search-bar');
		if (!(await field.isVisible())) await this.openingButton().click();
		await field.fill(text);
		await this.items.filter({ hasText: text }).first().waitFor();
		return await this.items.getByTestId('node-creator-item-name').allInnerTexts();
	}

	/** The text below a node's name. */
	async descriptionOf(name: string): Promise<string> {
		return await this.item(name).getByTestId('node-creator-item-description').innerText();
	}

	/** The picture before a node's name. */
	iconOf(name: string): Locator {
		return this.item(name).locator('img').first();
	}

	/** Opens a node that was found. @returns the sentences of its actions */
	async actionsOf(name: string): Promise<string[]> {
		await this.show(name);
		await this.unfoldActions();
		return await this.actions().getByTestId('node-creator-item-name').allInnerTexts();
	}

	/** Puts a node into the workflow, by one of its actions if it has any; its form opens. */
	async add(name: string, action?: string): Promise<void> {
		await this.search(name);
		await this.show(name);
		if (action) await this.unfoldActions();
		await (action ? this.actions().filter({ hasText: action }) : this.addButton()).click();
		await this.page.getByTestId('ndv').waitFor();
	}

	async close(): Promise<void> {
		await this.page.keyboard.press('Escape');
		await this.page.getByTestId('node-creator').waitFor({ state: 'hidden' });
	}

	/** Drawn in the middle of an empty canvas, at the side of any other. */
	private openingButton(): Locator {
		const [empty, filled] = ['canvas-add-button', 'node-creator-plus-button'];
		return this.page.getByTestId(empty).or(this.page.getByTestId(filled)).first();
	}

	private addButton(): Locator {
		return this.page.getByRole('button', { name: 'Add to workflow' });
	}

	private async show(name: string): Promise<void> {
		await this.item(name).click();
		await this.details.waitFor();
	}

	/** n8n folds the actions of a node that has triggers, if a workflow has none yet. */
	private async unfoldActions(): Promise<void> {
		const heading = this.actionGroup().getByTestId('node-creator-category-item');
		await heading.waitFor();
		const folded = await this.actionGroup().getAttribute('data-category-collapsed');
		if (folded === 'true') await heading.click();
		await this.actions().first().waitFor();
	}

	private actions(): Locator {
		return this.actionGroup().locator('[data-keyboard-nav-type="action"]');
	}

	/** Below the heading "Actions": n8n lists or proposes triggers above it. */
	private actionGroup(): Locator {
		const heading = this.page.getByTestId('node-creator-category-item').getByText(/^Actions/);
		return this.page.locator('[data-category-collapsed]').filter({ has: heading });
	}

	private item(name: string): Locator {
		const exactName = this.page
			.getByTestId('node-creator-item-name')
			.getByText(name, { exact: true });
		return this.items.filter({ has: exactName });
	}
}
