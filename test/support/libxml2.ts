import { join } from 'node:path';
import { Worker } from 'node:worker_threads';

export interface XmlQuestion {
	/** Text of an XSD to validate against. */
	schema?: string;
	/** Path of an XSD to validate against, which may include others. */
	schemaFile?: string;
	xpaths?: string[];
	/** Prefixes for the XPaths. */
	namespaces?: Record<string, string>;
	/** Whether to answer with the canonical form (C14N 1.0 with comments), too. */
	canonical?: boolean;
}

export interface XmlAnswer {
	/** Why it is not well-formed or not valid; empty when it is. */
	errors: string[];
	/** For every XPath the texts of the nodes found. */
	found: string[][];
	canonical?: string;
}

interface Waiting {
	resolve(answer: XmlAnswer): void;
	reject(error: Error): void;
}

/** The libxml2 parser and validator. It is an ES module, which jest does not load: it runs in a worker. */
export class Libxml2 {
	private readonly worker = new Worker(join(__dirname, 'libxml2Worker.mjs'));

	private readonly waiting = new Map<number, Waiting>();

	private questions = 0;

	constructor() {
		// An idle one keeps no process alive, even if a test never closes it.
		this.worker.unref();
		this.worker.on('message', ({ id, ...answer }: XmlAnswer & { id: number }) => {
			this.waiting.get(id)?.resolve(answer);
			this.waiting.delete(id);
			if (this.waiting.size === 0) this.worker.unref();
		});
		this.worker.on('error', (error: Error) => {
			for (const { reject } of this.waiting.values()) reject(error);
		});
	}

	async read(xml: string | Buffer, question: XmlQuestion = {}): Promise<XmlAnswer> {
		const id = ++this.questions;
		return await new Promise((resolve, reject) => {
			this.waiting.set(id, { resolve, reject });
			this.worker.ref();
			this.worker.postMessage({ id, xml: Buffer.from(xml as string), ...question });
		});
	}

	async close(): Promise<void> {
		await this.worker.terminate();
	}
}
