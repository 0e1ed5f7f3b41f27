import { OperatorError } from '../../common/errors';
import { pathOf } from '../../common/remoteNames';
import { isRecord } from '../../common/value';
import { withoutTrailing } from '../../common/withoutTrailing';
import type { DeliveryFile, DeliveryRow } from '../store/ledgerStore';

/** The state of one of the ledger's files. */
export type FileFate =
	| 'on the server'
	| 'taken by the ERP'
	| 'other size or content'
	/** Its directory was not listed. */
	| 'not looked at';

interface ListedFile {
	bytes: number;
	/** Only if checksums were requested. */
	sha256?: string;
}

/** The files on the server now, in the listed directories. */
export class ListedFiles {
	/** By their full paths. */
	private readonly files = new Map<string, ListedFile>();

	private readonly directories: Set<string>;

	/**
	 * @param list output of File: List: a list of files or of items, or its JSON text
	 * @param directories the listed ones; the directory of a listed file counts anyway
	 * @throws OperatorError if it is not such a list: it must not count as an empty directory
	 */
	constructor(list: unknown, directories: readonly string[]) {
		this.directories = new Set(directories.map(withoutSlash));
		for (const file of filesIn(list)) {
			if (Object.keys(file).length === 0) continue;
			const { remotePath, bytes, sha256 } = file;
			if (typeof remotePath !== 'string' || remotePath === '' || !Number.isSafeInteger(bytes)) {
				throw new OperatorError('Files holds an entry without a path or a size', {
					description:
						'Use an expression that gives the output of SFTP Delivery, File: List. Nothing was compared.',
				});
			}
			this.directories.add(remotePath.slice(0, Math.max(1, remotePath.lastIndexOf('/'))));
			this.files.set(remotePath, {
				bytes: bytes as number,
				...(typeof sha256 === 'string' && sha256 !== '' ? { sha256 } : {}),
			});
		}
	}

	/** The worst state of a delivery's files. A file that is gone was taken, because nothing else removes it. */
	fateOf({ files }: DeliveryRow): FileFate | '' {
		const fates = files.map((file) => this.fateOfFile(file));
		const worst: FileFate[] = [
			'other size or content',
			'not looked at',
			'on the server',
			'taken by the ERP',
		];
		return worst.find((fate) => fates.includes(fate)) ?? '';
	}

	has({ files }: DeliveryRow): boolean {
		return files.some((file) => this.files.has(pathOf(file.directory, file.name)));
	}

	/**
	 * The paths that no row explains, sorted, without the temporary and marker files of listed files and rows.
	 */
	unexplained(rows: readonly DeliveryRow[]): string[] {
		const known = new Set(
			rows.flatMap(({ files }) =>
				files.flatMap((file) =>
					[file.name, file.part, file.marker].map((name) => pathOf(file.directory, name)),
				),
			),
		);
		return [...this.files.keys()].filter((path) => !known.has(path)).sort();
	}

	private fateOfFile(row: DeliveryFile): FileFate {
		const file = this.files.get(pathOf(row.directory, row.name));
		if (!file) {
			return this.directories.has(withoutSlash(row.directory))
				? 'taken by the ERP'
				: 'not looked at';
		}
		const isOtherContent =
			file.sha256 !== undefined && file.sha256.toLowerCase() !== row.sha256.toLowerCase();
		return file.bytes !== row.bytes || isOtherContent ? 'other size or content' : 'on the server';
	}
}

function withoutSlash(directory: string): string {
	return withoutTrailing(directory, '/') || directory.slice(0, 1);
}

/** The objects of a list from an expression: plain, as items, or as JSON text. */
function filesIn(value: unknown): Array<Record<string, unknown>> {
	const list = typeof value === 'string' ? parsed(value) : value;
	const entries = Array.isArray(list) ? list.map(withoutItem) : [withoutItem(list)];
	if (entries.every(isRecord)) return entries;
	throw notAList();
}

function parsed(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		throw notAList();
	}
}

function withoutItem(entry: unknown): unknown {
	return isRecord(entry) && isRecord(entry.json) ? entry.json : entry;
}

function notAList(): OperatorError {
	return new OperatorError('Files is not a list', {
		description: `Use an expression that gives the output of the listing node, e.g. {{ $('List Files').all().map((item) => item.json) }}. Nothing was compared.`,
	});
}
