import type { Rule } from '../../simulator/fault';
import { FaultRules } from '../../simulator/faultRules';

export const EXTENSIONS = [
	'posix-rename@openssh.com',
	'fsync@openssh.com',
	'statvfs@openssh.com',
] as const;

export type ExtensionName = (typeof EXTENSIONS)[number];

/** The requests of the protocol, and extensions, by their names in it. */
export type RequestName =
	| 'OPEN'
	| 'READ'
	| 'WRITE'
	| 'FSTAT'
	| 'FSETSTAT'
	| 'CLOSE'
	| 'OPENDIR'
	| 'READDIR'
	| 'LSTAT'
	| 'STAT'
	| 'SETSTAT'
	| 'REMOVE'
	| 'RMDIR'
	| 'REALPATH'
	| 'MKDIR'
	| 'RENAME'
	| ExtensionName;

/** What goes wrong with a request. */
export type SftpFault =
	/** The connection is reset before the request is carried out, or with `done` after it: its answer is lost. */
	| { kind: 'cut'; done?: boolean }
	/** The connection is reset at this byte of a file, counted from 0: those before it are on the disk. */
	| { kind: 'cutAt'; byte: number }
	/** This status (`ssh2.utils.sftp.STATUS_CODE`, or a newer one) in place of an answer; nothing is done. */
	| { kind: 'refuse'; code: number; message?: string }
	/** The request and those behind it wait; with `done` it is carried out before. Keepalives are answered. */
	| { kind: 'hold'; until: Promise<unknown>; done?: boolean }
	/** The connection falls silent, keepalives included: for ever, or until then. */
	| { kind: 'freeze'; until?: Promise<unknown> };

/** Which requests a fault strikes. Everything that is given must fit. */
export interface SftpFaultRule extends Rule<SftpFault> {
	/** One request, or several; any where absent. */
	on?: RequestName | RequestName[];
	/** A part of the path as the client sees it, or a pattern; of a rename, of the old or the new one. */
	path?: string | RegExp;
}

export interface SftpRequest {
	name: RequestName;
	paths: string[];
	/** Of a write: the byte after its last one. */
	end?: number;
}

export class SftpFaults extends FaultRules<SftpFaultRule, SftpRequest> {
	constructor() {
		super(fits);
	}
}

function fits({ on, path, fault }: SftpFaultRule, request: SftpRequest): boolean {
	if (on !== undefined && ![on].flat().includes(request.name)) return false;
	if (path !== undefined && !request.paths.some((given) => matches(given, path))) return false;
	return fault.kind !== 'cutAt' || (request.end !== undefined && request.end > fault.byte);
}

function matches(path: string, wanted: string | RegExp): boolean {
	return typeof wanted === 'string' ? path.includes(wanted) : wanted.test(path);
}
