import { createHash } from 'node:crypto';
import type { BusinessDocument } from './businessDocument';
import { isAbsent } from '../common/value';
import { withoutTrailing } from '../common/withoutTrailing';

/** Letters, digits and marks that are safe for every file system, shell and SFTP server. */
const UNSAFE = /[^A-Za-z0-9._-]+/g;

/** Names of devices on Windows, with any extension. */
const RESERVED = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;

const EXTENSION = '.xml';
const LONGEST_NUMBER = 50;
const LONGEST_UUID = 60;
/** Below the 143 bytes of encrypted file systems, with room for `.part` and `.sha256`. */
const LONGEST_NAME = 128;

/**
 * The file name of a document: `300919-1_5d0c…_9f86d081884c.xml`. Two documents never share a name, even if a file
 * system ignores case: the revision keeps them apart after number and uuid were made safe. Missing parts are left out.
 */
export function documentFileName(document: BusinessDocument, revision: string): string {
	const parts = [
		safePart(document.documentNumber, LONGEST_NUMBER),
		safePart(document.documentUuid, LONGEST_UUID),
	].filter((part) => part !== '');
	const name = [...(parts.length > 0 ? parts : ['document']), revision].join('_');
	return safeStart(name) + EXTENSION;
}

/**
 * The operator's file name, made safe. A changed name gets a hash of the original, so that names that differ only in
 * unsafe characters stay apart; a safe name stays unchanged.
 */
export function ownFileName(name: string): string {
	const base = name.replace(/\.xml$/i, '');
	const safe = safeStart(withoutTrailing(base.replace(UNSAFE, '-').replace(/^[.]+/, ''), '.'));
	if (safe === base && safe.length + EXTENSION.length <= LONGEST_NAME) return safe + EXTENSION;
	const hash = createHash('sha256').update(name).digest('hex').slice(0, 12);
	const kept = safe.slice(0, LONGEST_NAME - EXTENSION.length - hash.length - 1);
	return `${kept}_${hash}${EXTENSION}`;
}

/** Replaces dots, too, so that a name has one extension. */
function safePart(value: unknown, longest: number): string {
	if (isAbsent(value) || typeof value === 'object') return '';
	return String(value)
		.replace(UNSAFE, '-')
		.replace(/[._]/g, '-')
		.replace(/-{2,}/g, '-')
		.slice(0, longest)
		.replace(/^-|-$/g, '');
}

/** A leading dash reads as an option to many programs, a leading dot hides the file. */
function safeStart(name: string): string {
	return name === '' || /^[-.]/.test(name) || RESERVED.test(name) ? `_${name}` : name;
}
