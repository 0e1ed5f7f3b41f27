const { createReadStream, createWriteStream } = require('node:fs');
const { pipeline } = require('node:stream/promises');
const { default: Big } = require('big.js');
const { readNdjson } = require('../../../../node_modules/.cache/bench/nodes/common/ndjson');
const {
	DocumentFormat,
} = require('../../../../node_modules/.cache/bench/nodes/FinanceXmlBuilder/formats/document/documentFormat');
const {
	CustomFormat,
} = require('../../../../node_modules/.cache/bench/nodes/FinanceXmlBuilder/formats/custom/customFormat');
const {
	writeXml,
} = require('../../../../node_modules/.cache/bench/nodes/FinanceXmlBuilder/writeXml');
const {
	AS_IS,
} = require('../../../../node_modules/.cache/bench/nodes/FinanceXmlBuilder/writing/writing');
const {
	XmlText,
} = require('../../../../node_modules/.cache/bench/nodes/FinanceXmlBuilder/xml/text');
const { document, row } = require('../rows');

/** Everything the node does with a document: checks, exact sums, reconciliation, checksum. */
async function write(format, rows, target) {
	const { stream, outcome } = writeXml({
		documentLabel: 'Document "300923-1"',
		document,
		traffic: { kind: 'customer', rows },
		format,
		text: new XmlText('replace'),
		tolerance: new Big('0.01'),
		onDifference: 'flag',
		writing: AS_IS,
	});
	await pipeline(stream, createWriteStream(target));
	outcome();
}

function contender(makeFormat) {
	return {
		build: async (rows, target) => await write(makeFormat(), rows, target),
		job: async (source, target) =>
			await write(makeFormat(), readNdjson(createReadStream(source), source), target),
	};
}

/** The format "Custom" with a template that writes the same elements. */
function customFormat() {
	const fields = Object.keys(row(0)).map((name) => `<${name}>\${row.${name}}</${name}>`);
	const template = `<document xmlns:t="urn:telecom-finance:template"><id>\${document.id}</id><traffic><row t:each="rows">${fields.join('')}</row></traffic></document>`;
	return new CustomFormat(template, { keepAsWritten: false, keepComments: true });
}

module.exports = {
	document: contender(() => new DocumentFormat()),
	custom: contender(customFormat),
};
