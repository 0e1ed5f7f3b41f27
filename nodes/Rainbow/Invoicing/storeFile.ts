import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import type { IBinaryData, IExecuteFunctions } from 'n8n-workflow';
import { OperatorError } from '../../common/errors';
import type { Answer } from '../../common/http/answer';
import { CallFailed } from '../../common/http/callFailure';
import { storeStream } from '../../n8n/storeStream';
import { nameInDisposition, safeFileName } from './invoiceFileName';

const MIME_TYPE = 'text/csv';

/** This many bytes are enough to distinguish a web page or JSON from a CSV file. */
const TELLING_BYTES = 512;

/** A downloaded file with its properties. */
export interface StoredFile {
	binary: IBinaryData;
	fileName: string;
	bytes: number;
	/** 64 hexadecimal digits. */
	sha256: string;
}

/**
 * Writes an answer into n8n's binary storage as it arrives; memory holds one chunk. A failed try leaves nothing behind.
 *
 * @param path of the file; its last part is the name if the answer has none
 * @throws CallFailed if it is a web page or a JSON error, whatever its content type
 * @throws OperatorError if it is empty
 */
export async function storeFile(
	context: IExecuteFunctions,
	answer: Answer,
	path: string,
): Promise<StoredFile> {
	if (/html|json/i.test(answer.header('content-type'))) throw answer.wrongType('a CSV file');
	const ownName = path.slice(path.lastIndexOf('/') + 1);
	const fileName = safeFileName(
		nameInDisposition(answer.header('content-disposition')),
		safeFileName(ownName, 'invoice.csv'),
	);
	const file = new JudgedFile(answer, path);
	const stream = Readable.from(file.bytes(), { objectMode: false });
	const binary = await storeStream(context, stream, { fileName, mimeType: MIME_TYPE });
	return { binary, fileName, ...file.measured() };
}

/** Measures a file as it passes, and checks its start: a wrong answer must never become an invoice. */
class JudgedFile {
	private readonly hash = createHash('sha256');

	private length = 0;

	/** The start of the file, until it is long enough to be checked. */
	private start: Buffer | undefined = Buffer.alloc(0);

	constructor(
		private readonly answer: Answer,
		private readonly path: string,
	) {}

	async *bytes(): AsyncGenerator<Buffer> {
		for await (const chunk of this.answer.file()) {
			this.hash.update(chunk);
			this.length += chunk.length;
			if (!this.start) {
				yield chunk;
				continue;
			}
			this.start = Buffer.concat([this.start, chunk]);
			if (this.length >= TELLING_BYTES) yield this.judgedStart(this.start);
		}
		if (this.length === 0) throw empty(this.path);
		if (this.start) yield this.judgedStart(this.start);
	}

	measured(): { bytes: number; sha256: string } {
		return { bytes: this.length, sha256: this.hash.digest('hex') };
	}

	private judgedStart(start: Buffer): Buffer {
		refuseOther(start, this.answer);
		this.start = undefined;
		return start;
	}
}

function refuseOther(start: Buffer, answer: Answer): void {
	const text = start.subarray(0, TELLING_BYTES).toString().trimStart();
	const what = /^<[!?a-z]/i.test(text) ? 'a web page' : /^(\{\s*"|\[\s*[{"])/.test(text) && 'JSON';
	if (!what) return;
	const type = answer.header('content-type') || 'no content type';
	throw new CallFailed({
		kind: 'wrongType',
		contentType: `${what} sent as ${type}`,
		expected: 'a CSV file',
	});
}

function empty(path: string): OperatorError {
	return new OperatorError(`Invoice file ${path} is empty: it has 0 bytes`, {
		description:
			'Rainbow may still be writing it, so nothing was kept. Run again later; if it happens again, ask Rainbow Support for the file.',
	});
}
