import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const SCRIPT = join(__dirname, '../../../scripts/release.mjs');
const NAME = 'n8n-nodes-telecom-finance';

/** No configuration of the machine's own: its hooks, signatures and names are not what is tested. */
const environment = {
	PATH: process.env.PATH,
	HOME: tmpdir(),
	GIT_CONFIG_GLOBAL: '/dev/null',
	GIT_CONFIG_NOSYSTEM: '1',
	GIT_AUTHOR_NAME: 'Maintainer',
	GIT_AUTHOR_EMAIL: 'maintainer@example.com',
	GIT_COMMITTER_NAME: 'Maintainer',
	GIT_COMMITTER_EMAIL: 'maintainer@example.com',
};

describe('npm run release', () => {
	let folder: string;

	const git = (...args: string[]) =>
		execFileSync('git', args, { cwd: folder, env: environment, encoding: 'utf8' }).trim();
	const read = (file: string) => readFileSync(join(folder, file), 'utf8');
	const versionIn = (file: string) => (JSON.parse(read(file)) as { version: string }).version;
	const write = (file: string, text: string) => writeFileSync(join(folder, file), text);
	const writeChangelog = (unreleased: string) =>
		write('CHANGELOG.md', `# Changelog\n\n## [Unreleased]\n${unreleased}`);
	const release = (...args: string[]) =>
		spawnSync(process.execPath, [SCRIPT, ...args], {
			cwd: folder,
			env: environment,
			encoding: 'utf8',
		});

	beforeEach(() => {
		folder = mkdtempSync(join(tmpdir(), 'telecom-finance-release-'));
		const manifest = { name: NAME, version: '0.1.0' };
		write('package.json', JSON.stringify(manifest));
		const lock = { ...manifest, lockfileVersion: 3, packages: { '': manifest } };
		write('package-lock.json', JSON.stringify(lock));
		mkdirSync(join(folder, 'sandbox'));
		write('sandbox/compose.yml', `RUN npm install ${NAME}@0.1.0 --ignore-scripts\n`);
		writeChangelog('\n- The first.\n');
		git('init', '--quiet');
		git('add', '.');
		git('commit', '--quiet', '--message', 'Begin');
	});

	afterEach(() => rmSync(folder, { recursive: true, force: true }));

	it('writes the version, dates the entry, commits and tags', () => {
		const { status, stdout, stderr } = release('0.2.0');
		expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
		expect(stdout).toContain('git push --follow-tags');
		expect(versionIn('package.json')).toBe('0.2.0');
		expect(versionIn('package-lock.json')).toBe('0.2.0');
		expect(read('sandbox/compose.yml')).toBe(`RUN npm install ${NAME}@0.2.0 --ignore-scripts\n`);
		expect(read('CHANGELOG.md')).toMatch(
			/^# Changelog\n\n## \[Unreleased\]\n\n## \[0\.2\.0\] - \d{4}-\d\d-\d\d\n\n- The first\.\n$/,
		);
		expect(git('status', '--porcelain')).toBe('');
		expect(git('log', '-1', '--format=%s')).toBe('Release 0.2.0');
		expect(git('rev-parse', 'v0.2.0^{commit}')).toBe(git('rev-parse', 'HEAD'));
	});

	it('releases the version in package.json if it has no tag yet', () => {
		expect(release('0.1.0').status).toBe(0);
		expect(git('tag')).toBe('v0.1.0');
		writeChangelog('\n- More.\n');
		git('commit', '--quiet', '--all', '--message', 'More');
		const again = release('0.1.0');
		expect(again.status).toBe(1);
		expect(again.stderr).toBe('0.1.0 is not newer than 0.1.0, which is already tagged\n');
	});

	it.each([
		['0.9.0', '0.10.0'],
		['0.10.0', '0.9.9'],
		['1.0.0', '0.99.0'],
	])('with %s tagged, decides whether %s is newer', (tagged, asked) => {
		git('tag', `v${tagged}`);
		expect(release(asked).status).toBe(asked === '0.10.0' ? 0 : 1);
	});

	it('refuses a tree with changes, and leaves it as it is', () => {
		write('new.txt', '');
		const { status, stderr } = release('0.2.0');
		expect(status).toBe(1);
		expect(stderr).toContain('?? new.txt');
		expect(git('tag')).toBe('');
		expect(versionIn('package.json')).toBe('0.1.0');
	});

	it('refuses an empty entry, and leaves the version as it is', () => {
		writeChangelog('\n## [0.0.9] - 2026-01-01\n\n- Old.\n');
		git('commit', '--quiet', '--all', '--message', 'Nothing new');
		const { status, stderr } = release('0.2.0');
		expect(status).toBe(1);
		expect(stderr).toContain('Write what changed');
		expect(versionIn('package.json')).toBe('0.1.0');
	});

	it.each([[], ['v0.2.0'], ['0.2'], ['minor']])('refuses %j as a version', (...args) => {
		expect(release(...args).stderr).toBe('Name the version, e.g. npm run release -- 0.2.0\n');
	});
});
