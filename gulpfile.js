const { rm } = require('node:fs/promises');
const { dest, src } = require('gulp');

/** Removes the last build, so that no file of a deleted source is published. */
async function clean() {
	await rm('dist', { recursive: true, force: true });
}

/** Copies what `tsc` does not carry: icons, codex files (`*.node.json`), schemas, ES modules. */
function assets() {
	const folders = ['credentials', 'nodes'].map(
		(folder) => `${folder}/**/*.{svg,png,node.json,xsd,mjs}`,
	);
	return src(folders, { base: '.', encoding: false }).pipe(dest('dist'));
}

module.exports = { clean, assets };
