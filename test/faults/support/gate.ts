/** A promise that a test resolves when it has seen enough. */
export interface Gate {
	until: Promise<void>;
	open(): void;
}

export function gate(): Gate {
	let open = () => {};
	const until = new Promise<void>((resolve) => {
		open = resolve;
	});
	return { until, open };
}
