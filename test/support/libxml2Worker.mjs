import { parentPort } from 'node:worker_threads';
import { XmlDocument, XsdValidator } from 'libxml2-wasm';

/** Answers `{ id, xml, schema?, xpaths?, namespaces? }` with `{ id, errors, found }`. */

const schemas = new Map();

function validator(schema) {
	if (!schemas.has(schema)) {
		schemas.set(schema, XsdValidator.fromDoc(XmlDocument.fromString(schema)));
	}
	return schemas.get(schema);
}

function messagesOf(error) {
	return error.details?.length > 0 ? error.details.map(({ message }) => message) : [error.message];
}

function read({ xml, schema, xpaths = [], namespaces = {} }) {
	let document;
	try {
		document = XmlDocument.fromBuffer(xml);
		if (schema) validator(schema).validate(document);
		const found = xpaths.map((path) =>
			document.find(path, namespaces).map((node) => node.content ?? node.value),
		);
		return { errors: [], found };
	} catch (error) {
		return { errors: messagesOf(error), found: [] };
	} finally {
		document?.dispose();
	}
}

parentPort.on('message', (request) => {
	parentPort.postMessage({ id: request.id, ...read(request) });
});
