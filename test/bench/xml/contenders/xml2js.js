const { writeFileSync } = require('node:fs');
const { Builder } = require('xml2js');
const { wholeDocument } = require('../rows');

/** As n8n's XML node uses it, without its indentation. */
module.exports = {
	build(rows, target) {
		const builder = new Builder({ renderOpts: { pretty: false } });
		writeFileSync(target, builder.buildObject({ document: wholeDocument(rows) }));
	},
};
