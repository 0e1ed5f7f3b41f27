const { readFileSync } = require('node:fs');
const Sequencer = require('@jest/test-sequencer').default;

/** What opens n8n's editor takes longest: it begins first, so that it does not run alone at the end. */
module.exports = class SlowFirst extends Sequencer {
	sort(tests) {
		const sorted = super.sort(tests);
		return [...sorted.filter(opensEditor), ...sorted.filter((test) => !opensEditor(test))];
	}
};

function opensEditor({ path }) {
	return /support\/useEditor'/.test(readFileSync(path, 'utf8'));
}
