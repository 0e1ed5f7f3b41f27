/** Milliseconds of the processor that work takes in this process: a busy machine makes them no more. */
export function cpuMilliseconds(work: () => void): number {
	const started = process.cpuUsage();
	work();
	const { user, system } = process.cpuUsage(started);
	return (user + system) / 1000;
}
