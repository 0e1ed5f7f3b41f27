import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Execution } from '../../../sandbox/engine/api';
import { type Line, startLine } from '../../support/bigDocuments/line';
import { forgetPeak, idleMemory } from '../../support/bigDocuments/memory';
import { type ContenderName, type WorkflowName, WORKFLOWS } from './contenders';
import { countRight } from './delivered';
import { runScript } from './script';
import { type Ending, lastExecution, runInProduction, withWebhook } from '../production';
import type { Run } from './result';
import { fill, type Size } from './sizes';
import { watchUsage } from './usage';

export interface Job {
	contender: ContenderName;
	size: Size;
	timeoutMs: number;
	/** Makes n8n save the execution, which takes memory, to get the times of its nodes. */
	keepsNodes: boolean;
}

/** Runs one job, in a fresh n8n or without, and looks at what arrived. @param home a folder for everything that is written */
export async function runJob(home: string, job: Job): Promise<Run> {
	const { contender } = job;
	return contender === 'script'
		? await runScript(home, job.size)
		: await runWorkflow(home, contender, job);
}

async function runWorkflow(
	home: string,
	contender: WorkflowName,
	{ size, timeoutMs, keepsNodes }: Job,
): Promise<Run> {
	const line = await startLine(home);
	try {
		const { horisen, sftp, n8n, api, pid } = line;
		const directory = join(sftp.directory, 'inbox');
		mkdirSync(directory);
		const workflow = withWebhook(await WORKFLOWS[contender](line, directory));
		const settings = {
			...workflow.settings,
			...(keepsNodes ? { saveDataSuccessExecution: 'all' } : {}),
		};
		const workflowId = await api.createWorkflow({ ...workflow, settings });
		await api.publish(workflowId);

		const idle = await idleMemory(pid);
		horisen.data.documents.length = 0;
		// A run by hand without documents creates the ledger.
		if (contender === 'guarded') await api.run(workflowId, 'Run by Hand');
		fill(horisen, size);
		forgetPeak(pid);
		const usage = watchUsage(pid);
		const startedAt = performance.now();
		const ending = await runInProduction(n8n.url, timeoutMs);
		const seconds = (performance.now() - startedAt) / 1000;
		const { peak, cpu } = usage();

		const execution =
			ending === 'cut' || ending === 'timedOut' ? undefined : await kept(line, workflowId);
		return {
			seconds,
			idle,
			peak,
			cpu,
			failure: ending === 'succeeded' ? undefined : await failureOf(ending, line, execution),
			right: await countRight(horisen, directory),
			nodes: keepsNodes && execution ? nodeTimes(execution) : undefined,
		};
	} finally {
		await line.stop();
	}
}

/** The saved execution; undefined if n8n saved nothing, or too much to read. */
async function kept({ api }: Line, workflowId: string): Promise<Execution | undefined> {
	try {
		return await lastExecution(api, workflowId);
	} catch {
		return undefined;
	}
}

async function failureOf(
	ending: Ending,
	{ n8n }: Line,
	execution: Execution | undefined,
): Promise<string> {
	if (ending === 'timedOut') return 'was still running';
	if (ending === 'failed') return `failed (${execution?.error?.message ?? 'without a message'})`;
	// Its connections end before the process does.
	const code = await Promise.race([n8n.process.ended(), sleep(60_000, undefined, { ref: false })]);
	if (/heap out of memory/.test(n8n.process.log)) return 'ended out of memory';
	return code === undefined ? 'broke off' : `ended n8n (exit code ${code ?? 'of a signal'})`;
}

/** Seconds by node, of all its runs, the longest first. */
function nodeTimes({ runData }: Execution): Array<[node: string, seconds: number]> {
	return Object.entries(runData)
		.map(([node, runs]): [string, number] => [
			node,
			runs.reduce((sum, { executionTime }) => sum + executionTime, 0) / 1000,
		])
		.sort(([, one], [, other]) => other - one);
}
