import type { Rule } from '../../simulator/fault';
import { FaultRules } from '../../simulator/faultRules';

export const EXTENSIONS = [
	'posix-rename@openssh.com',
	'fsync@openssh.com',
	'statvfs@openssh.com',
] as const;

export type ExtensionName = (typeof EXTENSIONS)[number];

/** The protocol's requests and extensions, by their names in the protocol. */
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
	/** The connection is reset before the request is carried out, or with `done` afterwards: its answer is lost. */
	| { kind: 'cut'; done?: boolean }
	/** The connection is reset at this byte of a file, counted from 0: the earlier bytes are on the disk. */
	| { kind: 'cutAt'; byte: number }
	/** This status (`ssh2.utils.sftp.STATUS_CODE`, or a newer one) instead of an answer; nothing is done. */
	| { kind: 'refuse'; code: number; message?: string }
	/** The request and all later ones wait; with `done`, it is carried out first. Keepalives are answered. */
	| { kind: 'hold'; until: Promise<unknown>; done?: boolean }
	/** The connection falls silent, including keepalives: permanently, or until then. */
	| { kind: 'freeze'; until?: Promise<unknown> }
	/** Answered with OK; nothing is done, or it is done after this many milliseconds. */
	| { kind: 'pretend'; doneAfterMs?: number }
	/** A rename is answered with OK, but the file gets this name in the same directory. */
	| { kind: 'park'; name: string }
	/** A rename is done, and the ERP has taken the file before the answer is sent. */
	| { kind: 'taken' }
	/** It is carried out and answered; then this function is called before the next request. */
	| { kind: 'then'; act: () => void };

/** Permanent differences of a server from OpenSSH, until a reset. */
export interface Quirks {
	/** Missing attributes; `type` omits the type bits of the mode, `mode` all of it. */
	without?: Array<'times' | 'type' | 'mode' | 'size'>;
	/** The long name in a listing; default: like `ls -l`. */
	longname?: (name: string, isDirectory: boolean) => string;
	/** The names in a listing; default: those on the disk. */
	names?: (name: string) => string;
	/** A request's status for a missing file; default "no such file". */
	missing?: Partial<Record<RequestName, number>>;
	/** An exclusive open is refused with this status. */
	exclusiveOpen?: number;
	/** A listing ends with repeated empty answers, or never ends. */
	listing?: 'endsWithCountZero' | 'endless';
	/** A read beyond the end of a file always gives bytes. */
	endlessRead?: boolean;
	/** A rename overwrites an existing file. */
	renameOverwrites?: boolean;
}

/** The requests that a fault hits. All given fields must match. */
export interface SftpFaultRule extends Rule<SftpFault> {
	/** One request, or several; any if absent. */
	on?: RequestName | RequestName[];
	/** A part of the client's path, or a pattern; for a rename, of the old or the new path. */
	path?: string | RegExp;
}

export interface SftpRequest {
	name: RequestName;
	paths: string[];
	/** For a write: the byte after its last one. */
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
