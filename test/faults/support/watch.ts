const EVERY_MS = 10;

/**
 * Polls until there is a result.
 *
 * @param what for the message if it never comes, e.g. `a row in publishing`
 * @returns what `look` found
 */
export async function watch<T>(
	what: string,
	look: () => T | Promise<T>,
	timeoutMs = 120_000,
): Promise<NonNullable<T>> {
	const deadline = Date.now() + timeoutMs;
	for (;;) {
		const seen = await look();
		if (seen) return seen;
		if (Date.now() > deadline) {
			throw new Error(`Waited ${timeoutMs / 1000} s for ${what}, in vain`);
		}
		await new Promise((resolve) => setTimeout(resolve, EVERY_MS));
	}
}
