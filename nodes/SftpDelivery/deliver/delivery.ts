import { randomBytes } from 'node:crypto';
import { nameOf, partName, pathOf } from '../../common/remoteNames';
import type { Fingerprint, Source } from './content';
import type { DeliveryFile } from '../../DeliveryLedger/store/ledgerStore';
import { checksumName, TOKEN_LENGTH } from './checkedNames';

/** What to do if a file with that name exists. */
export type IfExists = 'recognise' | 'refuse' | 'replace';

/** Where and how a file is delivered. */
export interface Target {
	/** From `checkedDirectory`. */
	directory: string;
	/** From `checkedFileName`. */
	fileName: string;
	ifExists: IfExists;
	/** Create the directory if it is missing. */
	createDirectories: boolean;
	/** Put a file with the checksum beside it. */
	checksumFile: boolean;
}

const WRITER_BYTES = 4;

/** One writing execution of a node; distinguishes its files from all others. */
export class Writer {
	/** The final paths that it has used or is using. */
	readonly given = new Set<string>();

	private parts = 0;

	/** @param token prefix of the token in the names of its parts */
	constructor(readonly token = randomBytes(WRITER_BYTES).toString('hex')) {}

	/** A new path for a temporary file that nobody else uses. */
	newPart({ directory, fileName }: Target): string {
		const number = (this.parts++).toString(16).padStart(TOKEN_LENGTH - 2 * WRITER_BYTES, '0');
		return pathOf(directory, partName(fileName, this.token + number));
	}
}

/** One file to deliver. */
export interface Outbound {
	target: Target;
	source: Source;
}

/** A complete file under its temporary name: its size matches what was sent. */
export interface Staged {
	target: Target;
	/** The path of its temporary name, which contains its writer's token. */
	part: string;
	own: Fingerprint;
	/** When it was written, by the server's clock, if the server says so. */
	modifiedAt?: Date;
}

/** The outcome of a file. */
export interface Outcome extends Fingerprint {
	outcome:
		| 'delivered'
		/** A file with this content already has the name. */
		| 'alreadyDelivered'
		/** Another file has the name. */
		| 'conflict'
		/** Gone from the server: it had its name and was probably taken. */
		| 'inferred'
		/** Another writer is delivering the same document. */
		| 'waiting';
	remotePath: string;
	/** A sentence, for every outcome that needs an explanation. */
	reason?: string;
	/** For a conflict: the file that has the name. */
	found?: { bytes?: number; sha256?: string };
	/** An earlier file was replaced. */
	replaced?: true;
	/** The server acknowledged the name, and the file was gone at the next check: the ERP took it. */
	takenAtOnce?: true;
	/** The server acknowledged the name, but the account may not check. */
	acknowledgedOnly?: true;
}

/** The outcome of a document's files. */
export interface Delivered {
	/** The document's outcome: that of the file that refers to the others, unless another is worse. */
	document: Outcome;
	/** In the order of naming. */
	files: Outcome[];
}

/** Most urgent first. */
const SEVERITY: Array<Outcome['outcome']> = ['conflict', 'inferred', 'waiting', 'delivered'];

/** A document has the state of its worst file; if one of its files is open, it is delivered again. */
export function ofAll(files: Outcome[]): Delivered {
	const named = files[files.length - 1];
	const worst = SEVERITY.find((state) => files.some(({ outcome }) => outcome === state));
	if (worst === undefined || named.outcome === worst) return { document: named, files };
	const { remotePath, bytes, sha256 } = named;
	const { outcome, reason, found } = files.find((file) => file.outcome === worst)!;
	return { document: { outcome, remotePath, bytes, sha256, reason, found }, files };
}

/** A ledger's part in one delivery. */
export interface LedgerPort {
	/**
	 * Records which files are about to get which names.
	 *
	 * @returns nothing if the delivery may go on, or what another writer did
	 */
	intend(files: DeliveryFile[]): Promise<Pick<Outcome, 'outcome' | 'reason'> | undefined>;
	/**
	 * Records the outcome.
	 *
	 * @param isRemoved whether the server confirmed that no temporary file is left
	 * @returns the outcome to report; another writer's row takes precedence
	 */
	record(outcome: Outcome, files: DeliveryFile[], isRemoved: boolean): Promise<Outcome>;
	/**
	 * Records that it broke off; the error follows.
	 *
	 * @param isRemoved whether it is certain that the document is not delivered and will not be
	 */
	brokeOff(isRemoved: boolean): void;
}

/** A file's row in the ledger. A file that already has its name has no temporary name. */
export function ledgerFile(target: Target, file: Staged | Outcome): DeliveryFile {
	const { bytes, sha256 } = 'own' in file ? file.own : file;
	return {
		directory: target.directory,
		part: 'part' in file ? nameOf(file.part) : '',
		name: target.fileName,
		bytes,
		sha256,
		marker: target.checksumFile ? checksumName(target.fileName) : '',
	};
}

export function finalPath({ directory, fileName }: Target): string {
	return pathOf(directory, fileName);
}

/** The target of the checksum file. */
export function checksumTarget(target: Target): Target {
	const fileName = checksumName(target.fileName);
	return { ...target, fileName, ifExists: 'replace', checksumFile: false };
}
