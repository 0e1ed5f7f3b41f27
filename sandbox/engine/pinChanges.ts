/** The parts of npm's lock file with the packages of an n8n. */
export interface LockFile {
	packages: Record<
		string,
		{
			version?: string;
			dependencies?: Record<string, string>;
			engines?: Record<string, string>;
		}
	>;
}

const N8N = 'node_modules/n8n';

/** The differences of a newer n8n: a line for its Node, one for each of its own dependencies, one for all packages. */
export function whatChanged(before: LockFile, after: LockFile): string[] {
	const [old, now] = [before.packages[N8N], after.packages[N8N]];
	const [nodeBefore, nodeNow] = [old.engines?.node, now.engines?.node];
	return [
		nodeBefore === nodeNow ? `Node: ${nodeNow}, as before` : `Node: ${nodeBefore} → ${nodeNow}`,
		...compare(old.dependencies ?? {}, now.dependencies ?? {}),
		counted(compare(versionsOf(before), versionsOf(after))),
	];
}

/** The package that the registry lacks, according to npm's output, e.g. `left-pad@9.9.9`. */
export function missingPackage(output: string): string | undefined {
	return /No matching version found for (\S+?)\.?(\s|$)/.exec(output)?.[1];
}

function versionsOf({ packages }: LockFile): Record<string, string> {
	return Object.fromEntries(
		Object.entries(packages).map(([path, { version = '' }]) => [path, version]),
	);
}

function compare(before: Record<string, string>, after: Record<string, string>): string[] {
	const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
	return names
		.filter((name) => before[name] !== after[name])
		.map((name) => `${name}: ${before[name] ?? 'new'} → ${after[name] ?? 'gone'}`);
}

function counted(changes: string[]): string {
	return `${changes.length} installed packages are different`;
}
