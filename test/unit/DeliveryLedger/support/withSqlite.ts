import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, relative } from 'node:path';
import { promisify } from 'node:util';

const PROJECT = join(__dirname, '../../../..');

const run = promisify(execFile);

/**
 * Defines tests that need `node:sqlite`. If this Node lacks it, like Node 20, they run as one test under another Node:
 * that of the package `sandbox/node` or of the pinned n8n. If there is neither, that test fails and says so.
 *
 * @param file the test file itself
 */
export function withSqlite(file: string, define: () => void): void {
	if (process.getBuiltinModule('node:sqlite')) return define();
	it('passes in a Node that has node:sqlite', async () => {
		const jest = join(PROJECT, 'node_modules', 'jest', 'bin', 'jest.js');
		const args = [jest, '--reporters=default', '--maxWorkers=1', relative(PROJECT, file)];
		await run(nodeWithSqlite(), args, { cwd: PROJECT, maxBuffer: 1e8 }).catch(
			({ stderr, message }: { stderr?: string; message: string }) => {
				throw new Error(stderr || message);
			},
		);
	}, 300_000);
}

/** The program of a Node that has `node:sqlite`. @throws Error if there is none */
function nodeWithSqlite(): string {
	if (process.getBuiltinModule('node:sqlite')) return process.execPath;
	const name = `node-${process.platform}-${process.arch}`;
	const places = ['node_modules', 'sandbox/n8n/node_modules'].map((folder) =>
		join(PROJECT, folder, name, 'bin', 'node'),
	);
	const place = places.find((one) => existsSync(one));
	if (place) return place;
	throw new Error(
		`The embedded ledger was not tested: Node ${process.versions.node} has no node:sqlite, and none comes with this package for ${process.platform} on ${process.arch}. Run the tests with Node 24.`,
	);
}
