/**
 * The benchmark of SFTP Delivery: 500 files of 5 kB in one run, and one of 200 MB, against n8n's own FTP
 * node on the same OpenSSH server, both in n8n's own execution; for the large file `sftp` of OpenSSH, too.
 * Every run has its own process; rounds are interleaved; medians are printed. `--rounds` changes the
 * default, `--without-ftp` leaves the slow one out. Ends with exit code 1 if a target is missed.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ftpNodeCredential, sftpCredential } from '../../../sandbox/demo/credentials';
import { type SftpServer, startSftpServer } from '../../../sandbox/sftp/server';
import { runIn } from '../runIn';
import type { ContenderName, Job, Result } from './job';
import { median, printCase, printTargets, type Target } from './report';
import { writeSource } from './source';

const N8N_NODES = join(process.cwd(), 'sandbox/n8n/node_modules/n8n-nodes-base');
const OPENSSH_CLIENT = '/usr/bin/sftp';

const CASES = {
	many: { title: '500 files of 5 kB in one run', files: 500, bytes: 5_000, target: 20 },
	large: { title: 'one file of 200 MB', files: 1, bytes: 200_000_000, target: 10 },
};

/** Checksum and verification included, which `sftp` leaves to others. */
const OPENSSH_TIMES = 2;

const { values } = parseArgs({
	options: {
		rounds: { type: 'string', default: '3' },
		'without-ftp': { type: 'boolean', default: false },
	},
});

async function main(home: string): Promise<boolean> {
	const contenders: ContenderName[] = values['without-ftp'] ? ['ours'] : ['ours', 'ftp'];
	if (contenders.includes('ftp') && !existsSync(N8N_NODES)) {
		throw new Error(
			'The pinned n8n is not installed: start the demo once (npm run demo -- --once)',
		);
	}
	const server = await startSftpServer(home, console.log);
	try {
		console.log(
			`SFTP Delivery, medians of ${values.rounds} rounds, Node ${process.version}, ${cpus()[0].model}\n`,
		);
		const targets = Object.values(CASES).map((which) => runCase(home, server, which, contenders));
		return printTargets(targets.flat());
	} finally {
		await server.stop();
	}
}

function runCase(
	home: string,
	server: SftpServer,
	{ title, files, bytes, target }: (typeof CASES)['many'],
	contenders: ContenderName[],
): Target[] {
	const source = join(home, `source-${bytes}.xml`);
	writeSource(source, bytes);
	const results: Record<string, Result[]> = {};
	const add = (name: string, result: Result) => (results[name] ??= []).push(result);
	for (let round = 1; round <= Number(values.rounds); round++) {
		for (const contender of contenders) {
			process.stderr.write(`\r${title}, round ${round} of ${values.rounds}: ${contender}   `);
			add(contender, measure(home, server, { contender, files, source }));
		}
		if (files === 1 && existsSync(OPENSSH_CLIENT))
			add('openssh', measureOpenSsh(home, server, source));
	}
	process.stderr.write(`\r${' '.repeat(70)}\r`);
	printCase(title, results);
	const targets: Target[] = [];
	if (results.openssh) {
		const ratio = median(results.ours) / median(results.openssh);
		targets.push({
			what: `${title}: at most ${OPENSSH_TIMES} times as long as sftp of OpenSSH`,
			ratio,
			isMet: ratio <= OPENSSH_TIMES,
		});
	}
	if (!results.ftp) return targets;
	const faster = median(results.ftp) / median(results.ours);
	targets.push({
		what: `${title}: at least ${target} times faster than n8n's FTP node`,
		ratio: faster,
		isMet: faster >= target,
	});
	return targets;
}

function measure(
	home: string,
	server: SftpServer,
	job: Pick<Job, 'contender' | 'files' | 'source'>,
): Result {
	const directory = join(server.directory, 'bench');
	mkdirSync(directory);
	try {
		const file = join(home, 'job.json');
		const whole: Job = {
			...job,
			directory,
			credential: job.contender === 'ours' ? sftpCredential(server) : ftpNodeCredential(server),
			n8nNodes: N8N_NODES,
		};
		writeFileSync(file, JSON.stringify(whole));
		const printed = execFileSync(process.execPath, [join(__dirname, 'contender.js'), file]);
		return JSON.parse(printed.toString()) as Result;
	} finally {
		rmSync(directory, { recursive: true });
	}
}

/** The client that everybody knows, as a reference: `put -f` has the server write to its disk, as ours does. */
function measureOpenSsh(home: string, server: SftpServer, source: string): Result {
	const batch = join(home, 'batch');
	const target = join(server.directory, 'openssh.xml');
	writeFileSync(batch, `put -f ${source} ${target}\n`);
	const options = ['StrictHostKeyChecking=no', 'UserKnownHostsFile=/dev/null', 'LogLevel=ERROR'];
	const startedAt = performance.now();
	execFileSync(OPENSSH_CLIENT, [
		...options.flatMap((option) => ['-o', option]),
		...['-q', '-i', join(home, 'user_key'), '-P', String(server.port), '-b', batch],
		`${server.username}@${server.host}`,
	]);
	const milliseconds = performance.now() - startedAt;
	rmSync(target);
	return { milliseconds, grownBytes: NaN };
}

runIn('sftp-bench-', main);
