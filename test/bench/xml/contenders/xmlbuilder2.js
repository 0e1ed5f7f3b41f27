const { writeFileSync } = require('node:fs');
const { create } = require('xmlbuilder2');
const { wholeDocument } = require('../rows');

module.exports = {
	build(rows, target) {
		writeFileSync(target, create({ document: wholeDocument(rows) }).end());
	},
};
