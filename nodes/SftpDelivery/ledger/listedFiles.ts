import { OperatorError } from '../../common/errors';
import { checksumName, partName } from '../deliver/names';
import { type LedgerRow, listOf } from './row';

/** What became of the file of a ledger row. */
export type FileFate = 'on the server' | 'taken by the ERP' | 'other size or content';

interface ListedFile {
	name: string;
	bytes: number;
	/** Where checksums were asked for. */
	sha256?: string;
}

/** The files that are on the server now. */
export class ListedFiles {
	private readonly files = new Map<string, ListedFile>();

	/**
	 * @param list what File: List gave: a list of files or of items, or the JSON text of one
	 * @throws OperatorError where it is no such list: taken for an empty directory, it would hide files
	 */
	constructor(list: unknown) {
		for (const file of listOf(list, 'Files')) {
			if (Object.keys(file).length === 0) continue;
			const { name, bytes, sha256 } = file;
			if (typeof name !== 'string' || name === '' || !Number.isSafeInteger(bytes)) {
				throw new OperatorError('Files holds an entry without a name or a size', {
					description:
						'Give the output of SFTP Delivery, File: List, by an expression. Nothing was compared without it.',
				});
			}
			this.files.set(name, {
				name,
				bytes: bytes as number,
				...(typeof sha256 === 'string' && sha256 !== '' ? { sha256 } : {}),
			});
		}
	}

	/** A file that is not there any more was taken: nothing else removes delivered files. */
	fateOf({ fileName, bytes, sha256 }: LedgerRow): FileFate {
		const file = this.files.get(fileName);
		if (!file) return 'taken by the ERP';
		const isOtherSize = bytes !== undefined && file.bytes !== bytes;
		const isOtherContent =
			sha256 !== '' &&
			file.sha256 !== undefined &&
			file.sha256.toLowerCase() !== sha256.toLowerCase();
		return isOtherSize || isOtherContent ? 'other size or content' : 'on the server';
	}

	has(name: string): boolean {
		return this.files.has(name);
	}

	/**
	 * The names that no row explains, sorted. A file's temporary and checksum file stand for nothing of
	 * their own where the file, or a row of it, is there.
	 */
	unexplained(rows: LedgerRow[]): string[] {
		const known = new Set(
			rows.flatMap(({ fileName }) => (fileName ? withCompanions(fileName) : [])),
		);
		const companions = new Set(
			[...this.files.keys()].flatMap((name) => withCompanions(name).slice(1)),
		);
		return [...this.files.keys()]
			.filter((name) => !known.has(name) && !companions.has(name))
			.sort();
	}
}

function withCompanions(name: string): string[] {
	const checksum = checksumName(name);
	return [name, partName(name), checksum, partName(checksum)];
}
