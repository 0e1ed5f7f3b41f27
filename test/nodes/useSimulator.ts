interface Simulator {
	reset(): void;
	stop(): Promise<void>;
}

/** Starts a simulator before the first test of a file, resets it before each, and stops it after the last. */
export function useSimulator<Started extends Simulator>(
	start: () => Promise<Started>,
): () => Started {
	let started: Started | undefined;
	beforeAll(async () => {
		started = await start();
	});
	beforeEach(() => started?.reset());
	afterAll(async () => await started?.stop());
	return () => {
		if (!started) throw new Error('The simulator starts before the first test.');
		return started;
	};
}
