import { parentPort } from 'node:worker_threads';
import {
	ParseOption,
	XmlDocument,
	XsdValidator,
	xmlRegisterInputProvider,
	XmlBufferInputProvider,
} from 'libxml2-wasm';

/**
 * Answers a SchemaQuestion with a SchemaAnswer (see schemaChecker.ts). It is a separate thread, because libxml2 blocks
 * while it works and keeps its memory until the thread ends; and an ES module, because libxml2-wasm is one.
 */

/** Maximum number of listed violations; all are counted. */
const MOST_TOLD = 100;

const PARSING =
	ParseOption.XML_PARSE_BIG_LINES |
	ParseOption.XML_PARSE_COMPACT |
	ParseOption.XML_PARSE_HUGE |
	ParseOption.XML_PARSE_NO_XXE |
	ParseOption.XML_PARSE_NONET;

const validators = new Map();

/** The files of the current schema, and the missing ones that it named. */
let given = [];
let missing = new Set();

const buffers = new XmlBufferInputProvider({});

// Answers for every name, so that libxml2 reads no disk and no network.
xmlRegisterInputProvider({
	match: () => true,
	open(name) {
		const file = fileCalled(name);
		if (!file) {
			missing.add(name);
			return undefined;
		}
		buffers.addBuffer(file.name, file.bytes);
		return buffers.open(file.name);
	},
	read: (handle, buffer) => buffers.read(handle, buffer),
	close: (handle) => buffers.close(handle),
});

/** `../common/Types.xsd` matches the given file that shares most of its path, at least the last part. */
function fileCalled(name) {
	const wanted = name.split('/').reverse();
	const shared = (file) => {
		const parts = file.name.split('/').reverse();
		const different = parts.findIndex((part, index) => part !== wanted[index]);
		return different < 0 ? parts.length : different;
	};
	return given.reduce(
		(best, file) => (shared(file) > (best ? shared(best) : 0) ? file : best),
		undefined,
	);
}

function detailsOf(error) {
	return error.details?.length > 0 ? error.details : [{ message: error.message, line: 0 }];
}

function told(error) {
	const details = detailsOf(error);
	return {
		count: details.length,
		problems: details
			.slice(0, MOST_TOLD)
			.map(({ message, line, file, xpath }) => ({ message, line, file, xpath })),
	};
}

/** Creates the validator of a schema once. */
function prepare(key, files) {
	given = files;
	missing = new Set();
	let schema;
	try {
		schema = XmlDocument.fromBuffer(files[0].bytes, { url: files[0].name, option: PARSING });
		const validator = XsdValidator.fromDoc(schema);
		if (missing.size === 0) validators.set(key, validator);
		else validator.dispose();
		return missing.size === 0 ? undefined : { kind: 'incomplete', missing: [...missing] };
	} catch (error) {
		if (missing.size > 0) return { kind: 'incomplete', missing: [...missing] };
		return { kind: 'noSchema', ...told(error) };
	} finally {
		schema?.dispose();
	}
}

function check({ key, files, xml }) {
	const refusal = validators.has(key) ? undefined : prepare(key, files);
	if (refusal) return refusal;
	let document;
	try {
		document = XmlDocument.fromBuffer(xml, { option: PARSING });
	} catch (error) {
		return { kind: 'notWellFormed', ...told(error) };
	}
	try {
		validators.get(key).validate(document);
		return { kind: 'valid' };
	} catch (error) {
		return { kind: 'invalid', ...told(error) };
	} finally {
		document.dispose();
	}
}

parentPort.on('message', (question) => {
	parentPort.postMessage(check(question));
});
