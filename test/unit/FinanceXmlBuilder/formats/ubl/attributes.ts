type Document = Record<string, unknown>;

/** The document with one more custom attribute of its partner. */
export function withAttribute(document: Document, codeName: string, value: unknown): Document {
	const partner = document.bizPartner as { customAttributes: unknown[] };
	const customAttributes = [...partner.customAttributes, { codeName, value }];
	return { ...document, bizPartner: { ...partner, customAttributes } };
}
