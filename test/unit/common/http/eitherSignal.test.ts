import { getEventListeners } from 'node:events';
import { withEitherSignal } from '../../../../nodes/common/http/eitherSignal';

describe('withEitherSignal', () => {
	const aborted = async (signal: AbortSignal) =>
		await new Promise<string>((resolve) => {
			if (signal.aborted) resolve('aborted');
			signal.addEventListener('abort', () => resolve('aborted'));
		});

	it.each([0, 1])('aborts with signal %i', async (which) => {
		const controllers = [new AbortController(), new AbortController()];
		const signals = controllers.map(({ signal }) => signal);
		const run = withEitherSignal([undefined, ...signals], aborted);
		controllers[which].abort();
		expect(await run).toBe('aborted');
	});

	it('is aborted from the start if one of them is', async () => {
		expect(await withEitherSignal([AbortSignal.abort()], aborted)).toBe('aborted');
	});

	it('leaves nothing behind', async () => {
		const { signal } = new AbortController();
		await withEitherSignal([signal], async () => await Promise.resolve());
		expect(getEventListeners(signal, 'abort')).toEqual([]);
	});
});
