import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { accepts, freePort } from '../engine/ports';
import { ManagedProcess } from '../engine/processes';
import { ensureProgram, SSHD, SSH_KEYGEN } from '../engine/systemPrograms';
import { descendantsOf, signalAll } from './children';

export interface SftpServer {
	host: string;
	port: number;
	username: string;
	/** The private key that may log in, in OpenSSH's format. */
	privateKey: string;
	/** `SHA256:…` of its current host key, as `ssh-keygen -l` prints it. */
	readonly hostKeyFingerprint: string;
	/** The folder where every session starts, to check what arrived. */
	directory: string;
	/** Starts it again after `stop`, on the same port with the same keys. */
	start(): Promise<void>;
	stop(): Promise<void>;
	/** Starts it again with another host key. @returns its fingerprint */
	changeHostKey(): Promise<string>;
	/** Pauses the server and its sessions (SIGSTOP) until the returned function is called. */
	freeze(): () => void;
	/** Ends the open sessions at once and keeps listening. @returns the number of their processes */
	killSessions(): number;
}

/**
 * Starts this machine's own OpenSSH server as an SFTP server on 127.0.0.1 with fresh keys, for the user
 * who runs this, in its own folder. It does not read or change the machine's SSH configuration.
 *
 * @param home folder for the keys and the `upload` folder
 * @param progress gets a line if the server must be installed first
 */
export async function startSftpServer(
	home: string,
	progress: (line: string) => void,
): Promise<SftpServer> {
	const sshd = ensureProgram(SSHD, progress);
	const keygen = ensureProgram(SSH_KEYGEN, progress);
	const directory = join(home, 'upload');
	mkdirSync(directory, { recursive: true });
	const hostKey = makeKey(keygen, home, 'host_key');
	const userKey = makeKey(keygen, home, 'user_key');
	const authorized = join(home, 'authorized_keys');
	writeFileSync(authorized, readFileSync(`${userKey}.pub`));
	chmodSync(authorized, 0o600);
	// As root, sshd needs its privilege separation folder, which the package creates only at boot.
	if (userInfo().uid === 0) mkdirSync('/run/sshd', { recursive: true, mode: 0o755 });
	const port = await freePort();
	const config = join(home, 'sshd_config');
	writeFileSync(config, configuration(port, hostKey, authorized, directory, home));
	let child: ManagedProcess | undefined;
	const start = async () => {
		child = new ManagedProcess('sshd', sshd, ['-D', '-e', '-f', config]);
		await child.ready(async () => await accepts(port));
	};
	await start();
	const stop = async () => {
		await child?.stop(3_000);
	};
	return {
		host: '127.0.0.1',
		port,
		username: userInfo().username,
		privateKey: readFileSync(userKey, 'utf8'),
		get hostKeyFingerprint() {
			return fingerprint(keygen, hostKey);
		},
		directory,
		start,
		stop,
		changeHostKey: async () => {
			await stop();
			for (const file of [hostKey, `${hostKey}.pub`]) rmSync(file);
			makeKey(keygen, home, 'host_key');
			await start();
			return fingerprint(keygen, hostKey);
		},
		freeze: () => {
			if (child?.pid === undefined) throw new Error('The SFTP server does not run');
			const pids = [child.pid, ...descendantsOf(child.pid)];
			signalAll(pids, 'SIGSTOP');
			return () => signalAll(pids, 'SIGCONT');
		},
		killSessions: () => {
			const pids = child?.pid === undefined ? [] : descendantsOf(child.pid);
			signalAll(pids, 'SIGKILL');
			return pids.length;
		},
	};
}

function configuration(
	port: number,
	hostKey: string,
	authorized: string,
	directory: string,
	home: string,
): string {
	return [
		`Port ${port}`,
		'ListenAddress 127.0.0.1',
		`HostKey ${hostKey}`,
		`AuthorizedKeysFile ${authorized}`,
		`PidFile ${join(home, 'sshd.pid')}`,
		'StrictModes no',
		'UsePAM no',
		'PasswordAuthentication no',
		'KbdInteractiveAuthentication no',
		'PermitRootLogin prohibit-password',
		'AllowTcpForwarding no',
		'X11Forwarding no',
		`Subsystem sftp internal-sftp -d ${directory}`,
		'ForceCommand internal-sftp -d ' + directory,
		'',
	].join('\n');
}

function makeKey(keygen: string, home: string, name: string): string {
	const path = join(home, name);
	if (!existsSync(path)) {
		execFileSync(keygen, ['-q', '-t', 'ed25519', '-N', '', '-C', 'sandbox', '-f', path]);
	}
	return path;
}

function fingerprint(keygen: string, key: string): string {
	const printed = execFileSync(keygen, ['-l', '-E', 'sha256', '-f', key], { encoding: 'utf8' });
	return printed.split(' ')[1];
}
