const { readFileSync } = require('node:fs');
const Sequencer = require('@jest/test-sequencer').default;

/** Files that open n8n's editor take longest: they begin first, so that none of them runs alone at the end. */
module.exports = class SlowFirst extends Sequencer {
	sort(tests) {
		const sorted = super.sort(tests);
		return [...sorted.filter(opensEditor), ...sorted.filter((test) => !opensEditor(test))];
	}
};

function opensEditor({ path }) {
	return /support\/(editor|openEditor)'/.test(readFileSync(path, 'utf8'));
}
