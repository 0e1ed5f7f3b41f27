import { ManagedProcess } from './processes';

/** Gets a line about anything slow. */
export type Progress = (line: string) => void;

/**
 * Runs npm in a folder.
 *
 * @throws Error with the end of its output and advice
 */
export async function npm(
	cwd: string,
	args: string[],
	environment: NodeJS.ProcessEnv,
	progress: Progress,
): Promise<void> {
	const started = Date.now();
	const install = new ManagedProcess('npm', 'npm', args, {
		cwd,
		env: { ...process.env, ...environment },
	});
	const ticker = setInterval(() => {
		progress(`  ${Math.round((Date.now() - started) / 1000)} s`);
	}, 15_000);
	const code = await install.ended();
	clearInterval(ticker);
	if (code === 0) return;
	throw new Error(
		`npm ${args[0]} failed in ${cwd}. Check the network, and that 3 GB of disk are free. The end of its output:\n${install.log.trim().split('\n').slice(-15).join('\n')}`,
	);
}
