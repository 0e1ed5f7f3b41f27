import type { Locator, Page } from 'playwright-core';

const RUN_MS = 240_000;

/** Pixels around the picture of a workflow. */
const MARGIN = 16;

/** A place on the canvas where no node is. */
const CORNER = { x: 20, y: 100 };

/** Pixels below a node, for its name. */
const NAME = 60;

/** Runs in the page: whether the drawing is where it was a moment ago. */
const DRAWING_RESTS = `(() => {
	const now = document.querySelector('.vue-flow__transformationpane').style.transform;
	const rests = window.lastTransform === now;
	window.lastTransform = now;
	return rests;
})()`;

/** The drawing of a workflow. */
export class Canvas {
	constructor(private readonly page: Page) {}

	/** Imports a workflow as the pages say: … → Import → From file. */
	async importFile(path: string): Promise<void> {
		await this.page.getByTestId('workflow-menu').click();
		const item = (id: string, name: string) =>
			this.page.getByTestId(`workflow-menu-item-${id}`).getByText(name, { exact: true });
		await item('import', 'Import').hover();
		const chooser = this.page.waitForEvent('filechooser');
		await item('import-from-file', 'From file').click();
		await (await chooser).setFiles(path);
		await this.page.getByTestId('canvas-node').first().waitFor();
	}

	/** Removes every node and note. */
	async clear(): Promise<void> {
		const empty = this.page.getByTestId('canvas-add-button');
		if (await empty.isVisible()) return;
		await this.page.locator('.vue-flow__pane').click({ position: CORNER });
		await this.page.keyboard.press('ControlOrMeta+a');
		await this.page.keyboard.press('Delete');
		await empty.waitFor();
	}

	node(name: string): Locator {
		return this.page.locator(`[data-test-id="canvas-node"][data-node-name="${name}"]`);
	}

	/** Every node but the sticky notes. */
	async names(): Promise<string[]> {
		return await this.nodesWhere();
	}

	/** Nodes whose type n8n does not know: drawn with a question mark. */
	async unknownNodes(): Promise<string[]> {
		return await this.nodesWhere(this.page.getByTestId('node-not-installed'));
	}

	async greenNodes(): Promise<string[]> {
		return await this.nodesWhere(this.page.getByTestId('canvas-node-status-success'));
	}

	/** What each node with a red triangle complains about, as its tooltip says. */
	async issues(): Promise<Record<string, string[]>> {
		const found: Record<string, string[]> = {};
		const tooltip = this.page.getByTestId('tooltip-content').filter({ hasText: 'Issues' });
		for (const name of await this.nodesWhere(this.page.getByTestId('node-issues'))) {
			await this.node(name).getByTestId('node-issues').hover();
			await tooltip.waitFor();
			found[name] = await tooltip.locator('li').allInnerTexts();
			// In steps: n8n keeps a tooltip as long as the pointer may be on its way to it.
			await this.page.mouse.move(0, 0, { steps: 8 });
			await tooltip.waitFor({ state: 'hidden' });
		}
		return found;
	}

	/** The grey line below a node's name. */
	async subtitle(name: string): Promise<string> {
		return await this.node(name).locator('[class*="_subtitle_"]').innerText();
	}

	icon(name: string): Locator {
		return this.node(name).locator('.n8n-node-icon img');
	}

	/** Opens a node's form. */
	async open(name: string): Promise<void> {
		await this.node(name).dblclick();
		await this.page.getByTestId('ndv').waitFor();
	}

	/** Runs the workflow by a trigger's own button and waits for the end. */
	async execute(trigger: string): Promise<void> {
		await this.node(trigger).hover();
		await this.page.getByTestId(`execute-workflow-button-${trigger}`).click();
		const stop = this.page.getByTestId('stop-execution-button');
		await stop.waitFor();
		await stop.waitFor({ state: 'hidden', timeout: RUN_MS });
	}

	/** The whole drawing without the editor around it, large enough to be read, as PNG. */
	async picture(): Promise<Buffer> {
		const window = this.page.viewportSize() ?? { width: 0, height: 0 };
		await this.page.setViewportSize({ width: 2800, height: 1800 });
		await this.page.locator('.vue-flow__pane').click({ position: CORNER });
		await this.fit();
		const clip = await this.page.locator('.vue-flow__node').evaluateAll(
			(nodes, [margin, name]) => {
				const boxes = nodes.map((node) => node.getBoundingClientRect());
				const x = Math.min(...boxes.map(({ left }) => left)) - margin;
				const y = Math.min(...boxes.map(({ top }) => top)) - margin;
				const right = Math.max(...boxes.map((box) => box.right)) + margin;
				const bottom = Math.max(...boxes.map((box) => box.bottom)) + margin + name;
				return { x, y, width: right - x, height: bottom - y };
			},
			[MARGIN, NAME],
		);
		const style = '.el-notification { visibility: hidden }';
		const picture = await this.page.screenshot({ clip, style });
		await this.page.setViewportSize(window);
		await this.fit();
		return picture;
	}

	/** Shows the whole drawing, and waits until it has stopped moving. */
	async fit(): Promise<void> {
		await this.page.getByTestId('zoom-to-fit').click();
		await this.page.waitForFunction(DRAWING_RESTS, undefined, { polling: 250 });
	}

	private async nodesWhere(has?: Locator): Promise<string[]> {
		const nodes = this.page.getByTestId('canvas-node');
		return await (has ? nodes.filter({ has }) : nodes).evaluateAll((found) =>
			found.map((node) => node.getAttribute('data-node-name') as string),
		);
	}
}
