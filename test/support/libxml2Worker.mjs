import { parentPort } from 'node:worker_threads';
import { readFileSync } from 'node:fs';
import { XmlDocument, XsdValidator } from 'libxml2-wasm';
import { xmlRegisterFsInputProviders } from 'libxml2-wasm/lib/nodejs.mjs';

/** Answers an XmlQuestion with an XmlAnswer, as libxml2.ts has them, and the `id` of the question. */

// A schema in a file may include others beside it.
xmlRegisterFsInputProviders();

const schemas = new Map();

function validator(schema) {
	if (!schemas.has(schema)) {
		schemas.set(schema, XsdValidator.fromDoc(XmlDocument.fromString(schema)));
	}
	return schemas.get(schema);
}

function fileValidator(path) {
	if (!schemas.has(path)) {
		const schema = XmlDocument.fromBuffer(readFileSync(path), { url: path });
		schemas.set(path, XsdValidator.fromDoc(schema));
	}
	return schemas.get(path);
}

function messagesOf(error) {
	return error.details?.length > 0 ? error.details.map(({ message }) => message) : [error.message];
}

function read({ xml, schema, schemaFile, xpaths = [], namespaces = {}, canonical }) {
	let document;
	try {
		document = XmlDocument.fromBuffer(xml);
		if (schema) validator(schema).validate(document);
		if (schemaFile) fileValidator(schemaFile).validate(document);
		const found = xpaths.map((path) =>
			document.find(path, namespaces).map((node) => node.content ?? node.value),
		);
		return {
			errors: [],
			found,
			canonical: canonical ? document.canonicalizeToString({ withComments: true }) : undefined,
		};
	} catch (error) {
		return { errors: messagesOf(error), found: [] };
	} finally {
		document?.dispose();
	}
}

parentPort.on('message', (request) => {
	parentPort.postMessage({ id: request.id, ...read(request) });
});
