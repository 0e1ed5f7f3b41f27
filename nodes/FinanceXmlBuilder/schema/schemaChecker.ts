import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { OperatorError } from '../../common/errors';
import { withinTime } from '../../common/http/withinTime';

/** A file of a schema. Others refer to it by `schemaLocation`, whose last part must be its name. */
export interface SchemaFile {
	name: string;
	bytes: Uint8Array;
}

/** An XSD with the files that it includes and imports; the first file is the main schema. */
export interface Schema {
	/** Equal for equal files. */
	key: string;
	files: SchemaFile[];
}

export interface SchemaProblem {
	message: string;
	/** Line in the file, from 1; 0 if unknown. */
	line: number;
	/** Name of the schema file, if that is the problem. */
	file?: string;
	/** The element's path, in which names with a namespace are `*`. */
	xpath?: string;
}

/** The worker's answer. It lists up to a hundred problems, and counts all. */
export type SchemaAnswer =
	| { kind: 'valid' }
	| { kind: 'invalid' | 'notWellFormed' | 'noSchema'; count: number; problems: SchemaProblem[] }
	| { kind: 'incomplete'; missing: string[] };

/** Time limit: a schema may make checking endless. A file of 20 MB takes some three seconds. */
const DEADLINE_MS = 60_000;

export function schemaOf(files: SchemaFile[]): Schema {
	const hash = createHash('sha256');
	for (const { name, bytes } of files) hash.update(`${name}\n${bytes.length}\n`).update(bytes);
	return { key: hash.digest('hex'), files };
}

/**
 * Checks files against schemas in a separate thread, which the first question starts and which holds libxml2 and the
 * schemas. It opens only the given files.
 */
export class SchemaChecker {
	private worker?: Worker;
	private readonly closing = new AbortController();

	/** One question at a time: two big files at once would need twice the memory. */
	private last: Promise<unknown> = Promise.resolve();

	/** @throws OperatorError if the check itself fails, or takes longer than a minute */
	async check(schema: Schema, xml: Uint8Array): Promise<SchemaAnswer> {
		const answer = this.last.then(async () => await this.ask(schema, xml));
		this.last = answer.catch(() => undefined);
		return await answer;
	}

	/** Ends the thread and frees its memory. */
	async close(): Promise<void> {
		this.closing.abort();
		await this.end();
	}

	private async ask({ key, files }: Schema, xml: Uint8Array): Promise<SchemaAnswer> {
		try {
			const worker = (this.worker ??= started());
			const limits = { totalMs: DEADLINE_MS };
			return await withinTime(limits, this.closing.signal, async (signal) => {
				const answer = once(worker, 'message', { signal });
				worker.postMessage({ key, files, xml });
				return ((await answer) as [SchemaAnswer])[0];
			});
		} catch (cause) {
			await this.end();
			const reason = cause instanceof Error ? cause.message : String(cause);
			throw new OperatorError(`The check against the schema failed: ${reason}`, {
				description:
					'The file was not checked. Check smaller files or a simpler schema, or set "Schema" to "None".',
				cause,
			});
		}
	}

	private async end(): Promise<void> {
		const { worker } = this;
		this.worker = undefined;
		await worker?.terminate();
	}
}

function started(): Worker {
	const worker = new Worker(require.resolve('./schemaWorker.mjs'));
	// A waiting caller gets the error; if nobody waits, it must not end n8n.
	worker.on('error', () => undefined);
	return worker;
}
