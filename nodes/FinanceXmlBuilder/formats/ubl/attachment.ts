import type { TrafficFile } from '../../traffic/source';
import type { Attachment } from './tree/root';
import type { UblSettings } from './settings';

/**
 * The traffic file as an additional document (BG-24): beside the invoice, where 100,000 rows do not belong.
 * Its hash is of its bytes: the vendor promises no order of rows, so it may differ from fetch to fetch.
 */
export function attachmentOf(
	file: TrafficFile | undefined,
	{ invoice }: UblSettings,
): Attachment | undefined {
	if (!file || invoice.trafficReference === 'no') return undefined;
	const how = file.isCompressed ? ', compressed with gzip' : '';
	const hash = invoice.trafficFileHash === 'sha256' ? `, SHA-256 ${file.sha256()}` : '';
	return {
		id: invoice.trafficFileName ?? file.name,
		description: `Traffic by network, newline-delimited JSON${how}${hash}`,
	};
}
