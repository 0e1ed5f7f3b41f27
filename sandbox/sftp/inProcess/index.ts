/**
 * An SFTP server that fails to the byte, for what the real one cannot be made to do.
 *
 * ```ts
 * const sftp = await startInProcessSftp({ directory });
 * sftp.faults.inject({ on: 'WRITE', path: '.part', fault: { kind: 'cutAt', byte: 1000 } });
 * sftp.faults.inject({ on: 'RENAME', fault: { kind: 'cut', done: true } }); // renamed, its answer lost
 * sftp.limitDisk({ bytes: 10_000, kind: 'quota' });
 * ```
 */
export type { DiskLimit } from './disk';
export type { ExtensionName, RequestName, SftpFault, SftpFaultRule } from './fault';
export {
	startInProcessSftp,
	type InProcessSftp,
	type InProcessSftpOptions,
	type ReceivedRequest,
} from './server';
