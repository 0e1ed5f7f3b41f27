/**
 * An SFTP server that fails at an exact byte, for failures that the real one cannot simulate.
 *
 * ```ts
 * const sftp = await startInProcessSftp({ directory });
 * sftp.faults.inject({ on: 'WRITE', path: '.part', fault: { kind: 'cutAt', byte: 1000 } });
 * sftp.faults.inject({ on: 'RENAME', fault: { kind: 'cut', done: true } }); // renamed, its answer lost
 * sftp.quirks = { without: ['times'] };
 * sftp.limitDisk({ bytes: 10_000, kind: 'quota' });
 * ```
 */
export type { DiskLimit } from './disk';
export type { ExtensionName, Quirks, RequestName, SftpFault, SftpFaultRule } from './fault';
export {
	startInProcessSftp,
	type InProcessSftp,
	type InProcessSftpOptions,
	type ReceivedRequest,
} from './server';
