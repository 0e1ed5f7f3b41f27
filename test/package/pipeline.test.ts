import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PROJECT } from './installedPackage';

const FOLDER = join(PROJECT, '.github/workflows');

/** The lines of a job of a workflow, by its name. */
function jobsOf(workflow: string): Map<string, string> {
	const [, jobs = ''] = workflow.split(/^jobs:\n/m);
	return new Map(
		jobs
			.split(/^ {2}(?=[\w-]+:$)/m)
			.slice(1)
			.map((job) => [job.slice(0, job.indexOf(':')), job]),
	);
}

const workflow = (name: string) => readFileSync(join(FOLDER, name), 'utf8');

describe('the workflows on GitHub', () => {
	it('run the quick tests on every supported Node, and the tests in n8n once, in shards', () => {
		const jobs = jobsOf(workflow('ci.yml'));
		expect([...jobs.keys()]).toEqual(['quick', 'n8n']);
		const [quick, n8n] = [...jobs.values()];
		expect(quick).toContain('node: [20, 22, 24]');
		expect(quick).toContain('run: .ci/run --quick\n');
		const shards = /shard: \[(.*)\]/.exec(n8n)?.[1].split(', ') ?? [];
		expect(shards).toEqual(shards.map((_, index) => String(index + 1)));
		expect(n8n).toContain(`run: .ci/run --n8n --shard \${{ matrix.shard }}/${shards.length}\n`);
		// Both pinned n8n are kept, and reinstalled when one of them is another.
		for (const folder of readdirSync(join(PROJECT, 'sandbox'))) {
			if (!/^n8n(-|$)/.test(folder)) continue;
			expect(n8n).toContain(`sandbox/${folder}/node_modules\n`);
			expect(n8n).toContain(`'sandbox/${folder}/package-lock.json'`);
		}
	});

	it.each(readdirSync(FOLDER))('pin the actions of %s by commit, and state the version', (name) => {
		const used = workflow(name).match(/uses: .*/g) ?? [];
		expect(used.length).toBeGreaterThan(0);
		for (const action of used) {
			expect(action).toMatch(/^uses: [\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
		}
	});

	it('run only publishing in the job that npm trusts', () => {
		const trusted = readdirSync(FOLDER).flatMap((name) =>
			[...jobsOf(workflow(name))].filter(([, job]) => job.includes('id-token')),
		);
		expect(trusted.map(([name]) => name)).toEqual(['publish']);
		const [[, job]] = trusted;
		expect(job.match(/(?<=^ {6}- )(uses|name): .*/gm)).toEqual([
			expect.stringMatching(/^uses: actions\/download-artifact@/) as string,
			'name: Publish',
		]);
		expect(job.match(/(?<=run: ).*/g)).toEqual([
			'npm publish ./*.tgz --provenance --access public --ignore-scripts',
		]);
		// Nor may a workflow as a whole: its other jobs would have it, too.
		for (const name of readdirSync(FOLDER)) {
			expect(workflow(name).split(/^jobs:/m)[0]).not.toContain('id-token');
		}
	});
});
