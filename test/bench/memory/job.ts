import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { inFile, sentByVendor, validateStreaming } from '../../support/bigDocuments/delivered';
import { startLine } from '../../support/bigDocuments/line';
import {
	forgetPeak,
	idleMemory,
	type Memory,
	memoryOf,
	peakMemoryOf,
} from '../../support/bigDocuments/memory';
import { jobWorkflow, TRIGGER } from '../../support/bigDocuments/workflow';

export interface Job {
	documents: number;
	rows: number;
	/** Rows a page; undefined for the node's default. */
	pageSize?: number;
	/** Whether the file between the nodes is compressed. */
	gzip: boolean;
}

export interface JobResult {
	seconds: number;
	/** Before the first execution. */
	idle: Memory;
	peak: Memory;
	after: Memory;
	/** Of all delivered files. */
	bytes: number;
	/** What is wrong with the files; undefined where all is right. */
	fault?: string;
}

const LONGEST_MS = 30 * 60_000;

/** Runs one job in a fresh n8n and looks at what arrived. */
export async function runJob(home: string, job: Job): Promise<JobResult> {
	const { documents, rows, pageSize, gzip } = job;
	const line = await startLine(home, {
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
		forgetPeak(pid);
		const startedAt = performance.now();
		const { status, error } = await api.run(workflowId, TRIGGER, LONGEST_MS);
		const seconds = (performance.now() - startedAt) / 1000;
		const peak = peakMemoryOf(pid);
		const after = memoryOf(pid);
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
		return { seconds, idle, peak, after, bytes, fault };
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
