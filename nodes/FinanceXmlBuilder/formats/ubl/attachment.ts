import type { TrafficFile } from '../format';
import { type Profile, type ProfileName, PROFILES } from './profile';
import type { Attachment } from './tree/rootElement';
import type { UblSettings } from './ublSettings';

/**
 * The traffic file as an additional document (BG-24), because 100,000 rows do not belong in an invoice. Its hash covers
 * its bytes; the vendor promises no order of rows, so it may differ between fetches.
 */
export function fileBeside(
	file: TrafficFile | undefined,
	{ invoice, profile }: UblSettings,
): Attachment | undefined {
	if (!file || invoice.trafficFile !== 'beside') return undefined;
	const how = file.isCompressed ? ', compressed with gzip' : '';
	const hash = invoice.trafficFileHash === 'sha256' ? `, SHA-256 ${file.sha256()}` : '';
	return {
		id: invoice.trafficFileName ?? file.name,
		description: typeOf(profile) ?? `Traffic by network, newline-delimited JSON${how}${hash}`,
	};
}

/** The traffic inside the invoice (BT-125), in a file type that EN 16931 allows. */
export function embeddedFile({ invoice, profile }: UblSettings): Attachment {
	return {
		id: invoice.trafficFileName ?? 'traffic.csv',
		description: typeOf(profile) ?? 'Traffic by network',
	};
}

/** BT-123, if the profile allows only codes. */
function typeOf(profile: ProfileName): string | undefined {
	const { fileType }: Profile = PROFILES[profile];
	return fileType;
}
