/** What a simulator prints when it listens, and how it ends. */
export interface Started {
	/** Printed as one line of JSON. */
	announcement: object;
	stop(): Promise<void>;
}

/** Runs a simulator as this process, until SIGINT or SIGTERM; says why where it cannot start. */
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
