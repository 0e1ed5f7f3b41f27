import { join } from 'node:path';

const FOLDER = join(__dirname, '../../../../conformance/ubl-2.1/maindoc');

/** The OASIS schema of a root. */
export function schemaFile(root: 'Invoice' | 'CreditNote'): string {
	return join(FOLDER, `UBL-${root}-2.1.xsd`);
}

export function rootOf(xml: string): 'Invoice' | 'CreditNote' {
	return xml.includes('<CreditNote ') ? 'CreditNote' : 'Invoice';
}

/** In the name of a test whose documents are validated. */
export const VALIDATED = 'valid by the UBL schema';
