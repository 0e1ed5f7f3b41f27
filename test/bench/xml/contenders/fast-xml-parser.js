const { writeFileSync } = require('node:fs');
const { XMLBuilder } = require('fast-xml-parser');
const { wholeDocument } = require('../rows');

module.exports = {
	build(rows, target) {
		writeFileSync(target, new XMLBuilder().build({ document: wholeDocument(rows) }));
	},
};
