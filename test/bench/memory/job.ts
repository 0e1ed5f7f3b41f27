import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { ensureN8n } from '../../../sandbox/engine/install';
import { freePort } from '../../../sandbox/engine/ports';
import { inFile, sentByVendor, validateStreaming } from '../../support/bigDocuments/delivered';
import { startLine } from '../../support/bigDocuments/line';
import {
	forgetPeak,
	idleMemory,
	type Memory,
	peakMemoryOf,
} from '../../support/bigDocuments/memory';
import { jobWorkflow, TRIGGER } from '../../support/bigDocuments/workflow';
import { inspectable, neededHeap } from './heap';

export interface Job {
	documents: number;
	rows: number;
	/** Rows per page; undefined for the node's default. */
	pageSize?: number;
	/** Whether the file between the nodes is compressed. */
	gzip: boolean;
}

export interface JobResult {
	seconds: number;
	/** Before the first execution. */
	idle: Memory;
	peak: Memory;
	/** Bytes that n8n needs, before and after: its heap without garbage. */
	needed: { before: number; after: number };
	/** Of all delivered files. */
	bytes: number;
	/** The problem with the files; undefined if there is none. */
	fault?: string;
}

const LONGEST_MS = 30 * 60_000;

/** Runs one job in a fresh n8n and checks the delivered files. */
export async function runJob(home: string, job: Job): Promise<JobResult> {
	const { documents, rows, pageSize, gzip } = job;
	const inspector = await freePort();
	const { node } = await ensureN8n(() => {});
	const line = await startLine(home, {
		environment: inspectable(inspector),
		horisen: { maxPageSize: Math.max(1000, pageSize ?? 0) },
	});
	try {
		const { horisen, sftp, api, pid, credentials } = line;
		const ids = Array.from({ length: documents }, () => horisen.data.addLargeReport({ rows }).id);
		const directory = join(sftp.directory, 'inbox');
		const workflowId = await api.createWorkflow(
			jobWorkflow(credentials, {
				fromId: ids[0],
				remoteDirectory: directory,
				trafficOptions: {
					...(pageSize === undefined ? {} : { pageSize }),
					...(gzip ? { compress: true } : {}),
				},
			}),
		);
		const idle = await idleMemory(pid);
		const before = await neededHeap(node, pid, inspector);
		forgetPeak(pid);
		const startedAt = performance.now();
		const { status, error } = await api.run(workflowId, TRIGGER, LONGEST_MS);
		const seconds = (performance.now() - startedAt) / 1000;
		const peak = peakMemoryOf(pid);
		const after = await neededHeap(node, pid, inspector);
		const files =
			status === 'success' ? readdirSync(directory).map((name) => join(directory, name)) : [];
		const bytes = files.reduce((sum, file) => sum + statSync(file).size, 0);
		const fault =
			status === 'success'
				? await faultOf(
						files,
						ids.map((id) => sentByVendor(horisen, id)),
					)
				: `${status}: ${error?.message}`;
		return { seconds, idle, peak, needed: { before, after }, bytes, fault };
	} finally {
		await line.stop();
	}
}

async function faultOf(
	files: string[],
	expected: Array<{ rows: number; amount: bigint }>,
): Promise<string | undefined> {
	if (files.length !== expected.length)
		return `${files.length} files for ${expected.length} documents`;
	const delivered = [];
	for (const file of files) {
		await validateStreaming(file);
		delivered.push(await inFile(file));
	}
	const text = (sums: typeof expected) =>
		sums
			.map(({ rows, amount }) => `${rows}:${amount}`)
			.sort()
			.join(' ');
	return text(delivered) === text(expected) ? undefined : 'rows or sums differ';
}
