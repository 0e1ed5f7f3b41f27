import type { Readable } from 'node:stream';
import { NoJson, parseJson, TooDeep } from '../json';
import { CallFailed } from './callFailure';
import type { Secrets } from './secrets';

const MIB = 1024 * 1024;

/** The limit for an unpacked answer in memory: 50,000 traffic rows; a page has 1,000. */
const MOST_BYTES = 32 * MIB;

/** The limit for a file, which goes to storage as it arrives. */
const MOST_FILE_BYTES = 4096 * MIB;

/** Asks n8n for the answer as a stream, so that it unpacks no more than is read. */
export const STREAMED = {
	encoding: 'stream',
	returnFullResponse: true,
	disableFollowRedirect: true,
} as const;

/** n8n's result for such a request. */
export interface StreamedAnswer {
	headers: Record<string, unknown>;
	body: Readable;
}

/** A successful answer whose body has not been read. Each way of reading it counts the unpacked bytes. */
export class Answer {
	/**
	 * @param alive called whenever bytes arrive
	 * @param secrets that the answer may quote
	 */
	constructor(
		private readonly streamed: StreamedAnswer,
		private readonly alive: () => void,
		private readonly secrets: () => Secrets,
	) {}

	/** A header without secrets; empty if it is missing. */
	header(name: string): string {
		return this.secrets().hide(this.asSent(name));
	}

	private asSent(name: string): string {
		const value = this.streamed.headers[name];
		return typeof value === 'string' ? value : '';
	}

	/**
	 * The parsed JSON. Truncated JSON is worth another try; a web page is not.
	 *
	 * @throws CallFailed
	 */
	async json(): Promise<unknown> {
		const parsed = await this.jsonOrNothing();
		if (parsed === undefined) throw this.wrongType('JSON data');
		return parsed;
	}

	/** The same, or `undefined` for an answer without a body. */
	async jsonOrNothing(): Promise<unknown> {
		const bytes = this.secrets().hideInData(await this.whole());
		const start = bytes.subarray(0, 256).toString().trimStart();
		if (start === '') return undefined;
		const contentType = this.asSent('content-type');
		const looksLikeJson =
			/json/i.test(contentType) || start.startsWith('{') || start.startsWith('[');
		if (/html/i.test(contentType) || !looksLikeJson) throw this.wrongType('JSON data');
		try {
			return parseJson(bytes);
		} catch (error) {
			if (error instanceof TooDeep) throw new CallFailed({ kind: 'tooDeep', levels: error.levels });
			if (error instanceof NoJson) throw new CallFailed({ kind: 'unreadable' });
			throw error;
		}
	}

	/**
	 * All bytes of a file, as they arrive. Fewer than announced are an error. More than announced are not: the HTTP
	 * client unpacks them and leaves no trace of that in the headers.
	 *
	 * @throws CallFailed if the connection breaks, or the file is above the limit
	 */
	async *file(): AsyncGenerator<Buffer> {
		let bytes = 0;
		for await (const chunk of this.chunks(MOST_FILE_BYTES)) {
			bytes += chunk.length;
			yield chunk;
		}
		const length = this.asSent('content-length');
		if (/^\d{1,15}$/.test(length) && bytes < Number(length)) {
			throw new CallFailed({ kind: 'incomplete', bytes, announced: Number(length) });
		}
	}

	/** Parsed JSON without secrets or the beginnings of secrets: for text shown to people, not for data. */
	shown(json: unknown): unknown {
		return this.secrets().hideIn(json);
	}

	/** Its content type, for an error about an unexpected answer. */
	wrongType(expected: string): CallFailed {
		const contentType = this.header('content-type') || 'no content type';
		return new CallFailed({ kind: 'wrongType', contentType, expected });
	}

	/** Closes the connection of an answer that is not read to its end, e.g. a web page. */
	close(): void {
		this.streamed.body.destroy();
	}

	/**
	 * Reads the whole answer outside V8's heap until it is parsed: joining text parts would leave each part in the heap.
	 * A text from the HTTP client stays reachable from its closed connection, which V8 collects late: over a thousand
	 * pages, that is most of the memory.
	 */
	private async whole(): Promise<Buffer> {
		const chunks: Buffer[] = [];
		for await (const chunk of this.chunks(MOST_BYTES)) chunks.push(chunk);
		return Buffer.concat(chunks);
	}

	private async *chunks(mostBytes: number): AsyncGenerator<Buffer> {
		const { body } = this.streamed;
		let bytes = 0;
		try {
			for await (const chunk of body as AsyncIterable<Buffer>) {
				this.alive();
				bytes += chunk.length;
				if (bytes > mostBytes) throw new CallFailed({ kind: 'tooLarge', mostBytes });
				yield chunk;
			}
		} catch (error) {
			if (error instanceof CallFailed) throw error;
			const code = (error as { code?: string }).code ?? 'ECONNRESET';
			throw new CallFailed({ kind: 'connection', code });
		}
	}
}
