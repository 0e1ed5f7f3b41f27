/**
 * Runs work for 0 to `count` - 1 in this order, with a limited number at once. After the first failure it starts no
 * more work, waits for the rest, and throws that failure.
 *
 * @param onFailure called at the first failure, e.g. to end the others sooner
 */
export async function inParallel(
	count: number,
	atOnce: number,
	work: (index: number) => Promise<void>,
	onFailure: () => void = () => undefined,
): Promise<void> {
	let next = 0;
	const failures: unknown[] = [];
	const line = async () => {
		while (next < count && failures.length === 0) {
			try {
				await work(next++);
			} catch (error) {
				failures.push(error);
				onFailure();
			}
		}
	};
	await Promise.all(Array.from({ length: Math.min(atOnce, count) }, line));
	if (failures.length > 0) throw failures[0];
}
