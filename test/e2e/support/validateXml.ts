import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { XmlDocument, XmlValidateError, XsdValidator } from 'libxml2-wasm';

const XSD = join(__dirname, '../../../nodes/FinanceXmlBuilder/formats/document.xsd');

let validator: XsdValidator | undefined;

/** Checks an XML file against the shipped schema. @returns what is wrong, nothing when it is valid */
export function validateDocumentXml(text: string): string[] {
	validator ??= XsdValidator.fromDoc(XmlDocument.fromString(readFileSync(XSD, 'utf8')));
	const document = XmlDocument.fromString(text);
	try {
		validator.validate(document);
		return [];
	} catch (error) {
		if (error instanceof XmlValidateError) return error.details.map(({ message }) => message);
		throw error;
	} finally {
		document.dispose();
	}
}
