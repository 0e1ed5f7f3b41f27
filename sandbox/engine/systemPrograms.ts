import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { userInfo } from 'node:os';

/** A program that is not in any npm package. */
export interface SystemProgram {
	/** For messages, e.g. `an OpenSSH server`. */
	name: string;
	/** Why it is needed, e.g. `The demo delivers to a real SFTP server`. */
	purpose: string;
	debianPackage: string;
	/** Its usual places, most likely first. */
	readonly places: string[];
}

export const SSHD: SystemProgram = {
	name: 'an OpenSSH server',
	purpose: 'The files go to a real SFTP server',
	debianPackage: 'openssh-server',
	places: ['/usr/sbin/sshd', '/usr/local/sbin/sshd', '/opt/homebrew/sbin/sshd', '/sbin/sshd'],
};

export const SSH_KEYGEN: SystemProgram = {
	name: 'ssh-keygen',
	purpose: 'The SFTP server gets fresh keys',
	debianPackage: 'openssh-client',
	places: ['/usr/bin/ssh-keygen', '/usr/local/bin/ssh-keygen', '/opt/homebrew/bin/ssh-keygen'],
};

export const POSTGRES: SystemProgram = {
	name: 'a Postgres server',
	purpose: 'The ledger in Postgres is tested against a real one',
	debianPackage: 'postgresql',
	// Debian has one folder per version; looked up at each call, because the package may be new.
	get places() {
		const home = '/usr/lib/postgresql';
		const versions = existsSync(home) ? readdirSync(home).sort((a, b) => +b - +a) : [];
		return [
			...versions.map((version) => `${home}/${version}/bin/postgres`),
			'/usr/local/bin/postgres',
			'/opt/homebrew/bin/postgres',
		];
	},
};

export const PGBOUNCER: SystemProgram = {
	name: 'PgBouncer',
	purpose: 'The ledger in Postgres is tested with a pooler',
	debianPackage: 'pgbouncer',
	places: ['/usr/sbin/pgbouncer', '/usr/local/bin/pgbouncer', '/opt/homebrew/bin/pgbouncer'],
};

export const REDIS: SystemProgram = {
	name: 'a Redis server',
	purpose: "n8n's queue mode hands executions to its workers through Redis",
	debianPackage: 'redis-server',
	places: [
		'/usr/bin/redis-server',
		'/usr/local/bin/redis-server',
		'/opt/homebrew/bin/redis-server',
	],
};

export const XMLLINT: SystemProgram = {
	name: 'xmllint',
	purpose: 'A streaming parser validates files that are too large for memory',
	debianPackage: 'libxml2-utils',
	places: ['/usr/bin/xmllint', '/usr/local/bin/xmllint', '/opt/homebrew/opt/libxml2/bin/xmllint'],
};

export const CHROMIUM: SystemProgram = {
	name: 'Chromium',
	purpose: "The tests open n8n's editor",
	debianPackage: 'chromium',
	places: [
		...(process.env.CHROMIUM_PATH ? [process.env.CHROMIUM_PATH] : []),
		'/usr/bin/chromium',
		'/usr/bin/chromium-browser',
		'/usr/bin/google-chrome',
		'/usr/bin/google-chrome-stable',
		'/snap/bin/chromium',
		'/Applications/Chromium.app/Contents/MacOS/Chromium',
		'/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
	],
};

/**
 * Finds a program. Installs Debian's package if that works without asking (as root, with apt).
 *
 * @throws Error with one line on how to install it
 */
export function ensureProgram(program: SystemProgram, progress: (line: string) => void): string {
	const found = () => program.places.find((place) => existsSync(place));
	if (!found() && userInfo().uid === 0 && existsSync('/usr/bin/apt-get')) {
		progress(`Installing ${program.name} (Debian package ${program.debianPackage})`);
		apt('update', '-qq');
		apt('install', '-y', '-qq', '--no-install-recommends', program.debianPackage);
	}
	const place = found();
	if (place) return place;
	throw new Error(
		`${program.purpose}, but ${program.name} is not on this machine. Install it and start again, e.g. on Debian or Ubuntu: sudo apt-get install ${program.debianPackage}`,
	);
}

function apt(...args: string[]): void {
	execFileSync('apt-get', args, {
		stdio: ['ignore', 'pipe', 'pipe'],
		env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
	});
}
