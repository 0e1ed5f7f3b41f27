import { existsSync } from 'node:fs';
import { join } from 'node:path';

const FOLDER = join(__dirname, '../../../../../../shared/conformance/ubl-2.1/maindoc');

/** The OASIS schema of a root, which is not part of this repository; undefined where it is not beside it. */
export function schemaFile(root: 'Invoice' | 'CreditNote'): string | undefined {
	const path = join(FOLDER, `UBL-${root}-2.1.xsd`);
	return existsSync(path) ? path : undefined;
}

export function rootOf(xml: string): 'Invoice' | 'CreditNote' {
	return xml.includes('<CreditNote ') ? 'CreditNote' : 'Invoice';
}

/** Says in the name of a test whether its documents are validated. */
export const VALIDATED = schemaFile('Invoice')
	? 'valid by the UBL schema'
	: 'written (NOT validated: ../shared/conformance/ubl-2.1 is absent)';
