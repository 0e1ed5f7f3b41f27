import { Readable } from 'node:stream';
import Big from 'big.js';
import { documentLabel } from '../../../nodes/FinanceXmlBuilder/businessDocument';
import type { XmlFormat } from '../../../nodes/FinanceXmlBuilder/formats/format';
import {
	type Traffic,
	type XmlOrder,
	type XmlOutcome,
	writeXml,
} from '../../../nodes/FinanceXmlBuilder/writeXml';
import { AS_IS } from '../../../nodes/FinanceXmlBuilder/writing/writing';
import { XmlText } from '../../../nodes/FinanceXmlBuilder/xml/text';

export const NO_TRAFFIC: Traffic = {
	kind: 'none',
	rows: [],
	totals: { rowCount: 0, totalAmount: '0', messageCount: '0' },
};

/** Writes one document as the node does, and reads the stream to its end. */
export async function written(
	format: XmlFormat,
	document: Record<string, unknown>,
	traffic: Traffic = NO_TRAFFIC,
	more: Partial<XmlOrder> = {},
): Promise<{ xml: string; bytes: Buffer; outcome: XmlOutcome }> {
	const { stream, outcome } = writeXml({
		documentLabel: documentLabel(document),
		document,
		traffic,
		format,
		text: new XmlText('replace'),
		tolerance: new Big('0.01'),
		onDifference: 'flag',
		writing: AS_IS,
		...more,
	});
	const chunks: Buffer[] = await Readable.from(stream).toArray();
	const bytes = Buffer.concat(chunks);
	return { xml: bytes.toString('utf8'), bytes, outcome: outcome() };
}
