import { utils } from 'ssh2';
import type { Random } from '../../../sandbox/horisen/data/random';
import type { Fault, FaultRule } from '../../../sandbox/horisen';
import type { SftpFault, SftpFaultRule } from '../../../sandbox/sftp/inProcess';
import type { Scene } from '../support/scene';

/** One fault of a soak, drawn by a seed. */
export interface Trouble {
	name: string;
	inject(scene: Scene): void;
}

const { FAILURE, PERMISSION_DENIED } = utils.sftp.STATUS_CODE;

const VENDOR: Fault[] = [
	{ kind: 'status', status: 500 },
	{ kind: 'status', status: 503 },
	{ kind: 'status', status: 403 },
	{ kind: 'status', status: 429, retryAfterSeconds: 1 },
	{ kind: 'expireTokens' },
	{ kind: 'truncate' },
	{ kind: 'html' },
	{ kind: 'reset' },
	{ kind: 'reset', midway: true },
	{ kind: 'hang' },
	{ kind: 'insertRow' },
	{ kind: 'repeatRow' },
	{ kind: 'pageAgain' },
];

/** What a run calls in any case, and what only one that acknowledges does. */
const ROUTES = ['documents', 'customerTraffic'] as const;
const ACKNOWLEDGING = [...ROUTES, 'changeSyncStatus'] as const;

const ON_FILES = ['OPEN', 'WRITE', 'CLOSE', 'STAT', 'RENAME', 'fsync@openssh.com'] as const;

const LONGEST_FILE = 160_000;

/**
 * Draws one.
 *
 * @param acknowledges whether the run tells the vendor what it delivered
 */
export function drawTrouble(random: Random, acknowledges: boolean): Trouble {
	const draw = random.pick([vendorTrouble, sftpTrouble, sftpTrouble, cutTrouble, fullDisk]);
	return draw(random, acknowledges);
}

function vendorTrouble(random: Random, acknowledges: boolean): Trouble {
	const fault = random.pick(VENDOR);
	const route = random.pick(acknowledges ? ACKNOWLEDGING : ROUTES);
	const rule: FaultRule = { fault, route, skip: random.integer(0, 3), times: random.integer(1, 8) };
	return {
		name: `HORISEN ${route}: ${described(rule)}`,
		inject: ({ horisen }) => void horisen.faults.inject(rule),
	};
}

function sftpTrouble(random: Random): Trouble {
	const fault = random.pick<SftpFault>([
		{ kind: 'cut' },
		{ kind: 'cut', done: true },
		{ kind: 'refuse', code: FAILURE },
		{ kind: 'refuse', code: PERMISSION_DENIED },
		{ kind: 'freeze' },
	]);
	const on = random.pick(ON_FILES);
	return sftpRule({ fault, on, skip: random.integer(0, 8), times: random.integer(1, 3) });
}

function cutTrouble(random: Random): Trouble {
	const fault: SftpFault = { kind: 'cutAt', byte: random.integer(0, LONGEST_FILE) };
	return sftpRule({ fault, on: 'WRITE', times: random.integer(1, 3) });
}

function fullDisk(random: Random): Trouble {
	const bytes = random.integer(0, 4 * LONGEST_FILE);
	const kind = random.pick(['disk', 'quota'] as const);
	return {
		name: `${kind} of ${bytes} bytes`,
		inject: ({ sftp }) => sftp.limitDisk({ bytes, kind }),
	};
}

function sftpRule(rule: SftpFaultRule): Trouble {
	return {
		name: `SFTP ${String(rule.on)}: ${described(rule)}`,
		inject: ({ sftp }) => void sftp.faults.inject(rule),
	};
}

function described({ fault, skip = 0, times = 1 }: FaultRule | SftpFaultRule): string {
	return `${JSON.stringify(fault)}, ${times} times after ${skip}`;
}
