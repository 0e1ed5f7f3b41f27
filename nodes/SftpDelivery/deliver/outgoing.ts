import { OperatorError } from '../../common/errors';
import { gzipped } from '../../common/gzip';
import { type Fingerprint, MeasuredContent } from './content';
import type { Source } from './target';

/**
 * What goes to the server for a source: the content, or the content compressed. Its checksum is compared with
 * the expected one before it is compressed, and told as it is sent.
 */
export class Outgoing implements AsyncIterable<Buffer> {
	private readonly content: MeasuredContent;

	private readonly compressed?: MeasuredContent;

	constructor(private readonly source: Source) {
		this.content = new MeasuredContent(source.open());
		if (source.compress) this.compressed = new MeasuredContent(gzipped(this.content));
	}

	[Symbol.asyncIterator](): AsyncGenerator<Buffer> {
		return (this.compressed ?? this.content)[Symbol.asyncIterator]();
	}

	/**
	 * Of what was sent. Once only, at its end.
	 *
	 * @throws OperatorError where the content is not the one that was expected
	 */
	fingerprint(fileName: string): Fingerprint {
		const own = this.content.fingerprint();
		const { expectedSha256 } = this.source;
		if (expectedSha256 === '' || expectedSha256 === own.sha256) {
			return this.compressed?.fingerprint() ?? own;
		}
		throw new OperatorError(`${fileName} does not have the checksum that was expected`, {
			description: `Its SHA-256${this.source.compress ? ' before it is compressed' : ''} is ${own.sha256}, ${expectedSha256} was expected: the file in n8n is not the one that was built. Nothing has its name on the server. Run again from the step that builds it.`,
		});
	}
}
