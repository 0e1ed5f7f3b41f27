/** A simulator's output when it listens, and how to end it. */
export interface Started {
	/** Printed as one line of JSON. */
	announcement: object;
	stop(): Promise<void>;
}

/** Runs a simulator as this process until SIGINT or SIGTERM; prints the reason if it cannot start. */
export async function runSimulator(vendor: string, start: () => Promise<Started>): Promise<void> {
	try {
		const { announcement, stop } = await start();
		console.log(JSON.stringify(announcement));
		const end = () => void stop().then(() => process.exit(0));
		process.once('SIGINT', end);
		process.once('SIGTERM', end);
	} catch (error) {
		const { code, message } = error as NodeJS.ErrnoException;
		const taken = code === 'EADDRINUSE';
		console.error(`${vendor} simulator: ${taken ? 'the port is in use. ' : ''}${message}`);
		process.exitCode = 1;
	}
}
