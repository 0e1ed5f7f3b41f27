import { statfsSync } from 'node:fs';
import { platform } from 'node:os';
import { dirname } from 'node:path';
import { OperatorError } from '../../../common/errors';

/** Network file systems by Linux's numbers (`statfs(2)` and the kernel's `magic.h`). */
const NETWORK: Record<number, string> = {
	0x6969: 'NFS',
	0x517b: 'SMB',
	0xff534d42: 'CIFS',
	0xfe534d42: 'SMB',
	0x01021997: '9P',
	0x65735546: 'FUSE',
	0x00c36400: 'Ceph',
	0x5346414f: 'AFS',
	0x0bd00bd0: 'Lustre',
	0x47504653: 'GPFS',
	0x7461636f: 'OCFS2',
	0x01161970: 'GFS2',
	0x786f4256: 'VirtualBox',
};

/** The network file system with a number; `undefined` for a local disk. */
export function networkFileSystem(type: number): string | undefined {
	return NETWORK[type >>> 0];
}

/**
 * Checks the file system: SQLite's locks are not safe on network file systems.
 *
 * @throws OperatorError if the file's folder is on one, or is missing
 */
export function requireLocalDisk(path: string): void {
	const folder = dirname(path);
	let type: number;
	try {
		type = statfsSync(folder).type;
	} catch (error) {
		throw new OperatorError(`The folder of the ledger, ${folder}, cannot be used`, {
			description: 'Create it, and let the user that n8n runs as read and write it.',
			cause: error,
		});
	}
	const name = platform() === 'linux' ? networkFileSystem(type) : undefined;
	if (name === undefined) return;
	throw new OperatorError(
		`The ledger cannot be kept in ${folder}: it is on a network file system (${name}), where file locks are not safe`,
		{
			description:
				'Name a file on a local disk in a Delivery Ledger credential, or keep the ledger in Postgres. Nothing was done.',
		},
	);
}
