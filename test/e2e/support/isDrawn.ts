import type { Locator } from 'playwright-core';

/** Whether an image arrived and could be read. */
export async function isDrawn(image: Locator): Promise<boolean> {
	await image.waitFor();
	return await image.evaluate(async (element) => {
		await element.decode();
		return element.naturalWidth > 0;
	});
}
