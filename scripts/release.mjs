import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';

/**
 * `npm run release -- 0.2.0`, in the folder of the package: writes the version, dates the changelog's entry, commits
 * and tags. Nothing leaves this machine: after you push the tag, `.github/workflows/publish.yml` tests, packs and
 * publishes.
 */
const CHANGELOG = 'CHANGELOG.md';
const COMPOSE = 'sandbox/compose.yml';
const UNRELEASED = '## [Unreleased]';

class Refused extends Error {}

try {
	release(process.argv[2]);
} catch (error) {
	if (!(error instanceof Refused)) throw error;
	console.error(error.message);
	process.exitCode = 1;
}

function release(version) {
	const changes = git('status', '--porcelain');
	if (changes) throw new Refused(`Commit or remove these changes, then release:\n${changes}`);
	checkIsNewer(version);
	const changelog = datedChangelog(readFileSync(CHANGELOG, 'utf8'), version);

	const { name, version: before } = JSON.parse(readFileSync('package.json', 'utf8'));
	const npmArgs = ['version', version, '--no-git-tag-version', '--allow-same-version'];
	execFileSync('npm', [...npmArgs, '--ignore-scripts'], { stdio: ['ignore', 'ignore', 'inherit'] });
	writeFileSync(CHANGELOG, changelog);
	// Its image installs the package by version.
	const compose = readFileSync(COMPOSE, 'utf8');
	writeFileSync(COMPOSE, compose.replaceAll(`${name}@${before} `, `${name}@${version} `));

	git('commit', '--all', '--message', `Release ${version}`);
	git('tag', '--annotate', `v${version}`, '--message', `${name} ${version}`);
	console.log(
		`v${version} is committed and tagged. Publish it with: git push --follow-tags origin HEAD`,
	);
}

function checkIsNewer(version = '') {
	if (!/^\d+\.\d+\.\d+$/.test(version)) {
		throw new Refused('Name the version, e.g. npm run release -- 0.2.0');
	}
	const released = git('tag', '--list', 'v*')
		.split('\n')
		.filter((tag) => /^v\d+\.\d+\.\d+$/.test(tag))
		.map((tag) => tag.slice(1));
	const newer = released.find((other) => compare(version, other) <= 0);
	if (newer) throw new Refused(`${version} is not newer than ${newer}, which is already tagged`);
}

function compare(one, other) {
	const [a, b] = [one, other].map((text) => text.split('.').map(Number));
	const at = a.findIndex((number, index) => number !== b[index]);
	return at < 0 ? 0 : a[at] - b[at];
}

/** The unreleased entry becomes this version's entry, below a new empty one. */
function datedChangelog(text, version) {
	const [head, rest] = text.split(`${UNRELEASED}\n`);
	if (rest === undefined) throw new Refused(`${CHANGELOG} has no section "${UNRELEASED}"`);
	if (!rest.split(/^## /m)[0].trim()) {
		throw new Refused(`Write what changed below "${UNRELEASED}" in ${CHANGELOG}`);
	}
	const date = new Date().toISOString().slice(0, 10);
	return `${head}${UNRELEASED}\n\n## [${version}] - ${date}\n${rest}`;
}

function git(...args) {
	return execFileSync('git', args, { encoding: 'utf8' }).trim();
}
