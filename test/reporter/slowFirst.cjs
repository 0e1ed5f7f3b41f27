const { readFileSync } = require('node:fs');
const Sequencer = require('@jest/test-sequencer').default;

/** What opens n8n's editor, starts its workers or kills it takes longest: it begins first, so that it does not run alone at the end. */
const SLOW = /\b(useEditor|useWorkers|sceneForAll)\(/;

module.exports = class SlowFirst extends Sequencer {
	sort(tests) {
		const sorted = super.sort(tests);
		return [...sorted.filter(isSlow), ...sorted.filter((test) => !isSlow(test))];
	}
};

function isSlow({ path }) {
	return SLOW.test(readFileSync(path, 'utf8'));
}
