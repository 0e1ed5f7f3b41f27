import type { FileEntryWithStats, SFTPWrapper, Stats } from 'ssh2';
import {
	failed,
	wasAnswered,
	type ListedFile,
	type NewFile,
	RemoteFailure,
	type RemoteFile,
	type RemoteFiles,
} from '../deliver/remoteFiles';
import { closeQuietly } from './closeQuietly';
import type { Answer, RequestOptions } from './sftpConnection';
import { readBlocks } from './readBlocks';
import { readDirectory } from './readDirectory';
import type { Session } from './session';
import { writeBlocks } from './writeBlocks';

const LOOKING = 'looking for the file';

/** A server's files, accessed over the session of a run. */
export class SftpFiles implements RemoteFiles {
	constructor(private readonly session: Session) {}

	get isConnected(): boolean {
		return this.session.isConnected;
	}

	async stat(path: string): Promise<RemoteFile | undefined> {
		try {
			const stats = await this.request<Stats | undefined>(LOOKING, (sftp, answer) =>
				sftp.stat(path, answer),
			);
			// A bare "OK" says nothing about the file.
			if (!stats) throw new RemoteFailure('refused', LOOKING);
			return { ...sizeAndTime(stats), ...typeOf(stats) };
		} catch (error) {
			if (failed(error, 'missing')) return undefined;
			throw error;
		}
	}

	async isDirectory(path: string): Promise<boolean> {
		const there = await this.stat(path).catch(unlessAnswered);
		if (there?.isDirectory !== undefined) return there.isDirectory;
		const connection = await this.session.connection();
		try {
			const handle = await connection.request<Buffer>('opening the directory', (answer) =>
				connection.sftp.opendir(path, answer),
			);
			await closeQuietly(connection, handle);
			return true;
		} catch (error) {
			unlessAnswered(error);
			return false;
		}
	}

	async create(path: string): Promise<NewFile> {
		return await this.open(path, 'wx');
	}

	async createPlainly(path: string): Promise<NewFile> {
		return await this.open(path, 'w');
	}

	private async open(path: string, flags: 'w' | 'wx'): Promise<NewFile> {
		const connection = await this.session.connection();
		const { sftp } = connection;
		const handle = await connection.request<Buffer>('creating the temporary file', (answer) =>
			sftp.open(path, flags, answer),
		);
		const fill = async (content: AsyncIterable<Buffer>) => {
			try {
				await writeBlocks(connection, handle, content);
			} catch (error) {
				await closeQuietly(connection, handle);
				throw error;
			}
			// Servers process the requests for one file in order, so the second need not wait.
			const synced = connection.request<unknown>('having the server write to its disk', (answer) =>
				sftp.ext_openssh_fsync(handle, answer),
			);
			const closed = connection.request('closing the temporary file', (answer) =>
				sftp.close(handle, answer as () => void),
			);
			const [onDisk, isClosed] = await Promise.allSettled([synced, closed]);
			if (onDisk.status === 'rejected') unlessUnsupported(onDisk.reason);
			if (isClosed.status === 'rejected') throw isClosed.reason;
		};
		return { fill };
	}

	async *read(path: string, most: number): AsyncGenerator<Buffer> {
		yield* readBlocks(await this.session.connection(), path, most);
	}

	async rename(from: string, to: string): Promise<void> {
		await this.request('giving the file its name', (sftp, answer) =>
			sftp.rename(from, to, answer as () => void),
		);
	}

	async replace(from: string, to: string): Promise<void> {
		await this.request('replacing the file', (sftp, answer) =>
			sftp.ext_openssh_rename(from, to, answer as () => void),
		);
	}

	async remove(path: string): Promise<boolean> {
		try {
			await this.request(
				'removing a temporary file',
				(sftp, answer) => sftp.unlink(path, answer as () => void),
				{ evenCancelled: true },
			);
			return true;
		} catch (error) {
			if (failed(error, 'missing')) return false;
			throw error;
		}
	}

	async makeDirectory(path: string): Promise<void> {
		await this.request('making the directory', (sftp, answer) =>
			sftp.mkdir(path, answer as () => void),
		);
	}

	async list(path: string): Promise<{ files: ListedFile[]; entries: number }> {
		const found = await readDirectory(await this.session.connection(), path, listedFile);
		const files = found.filter((file) => file !== undefined);
		files.sort((one, other) => (one.name < other.name ? -1 : 1));
		return { files, entries: found.length };
	}

	async freeSpace(path: string): Promise<number | undefined> {
		try {
			const disk = await this.request<{ f_bavail: number; f_frsize: number }>(
				'asking for free space',
				(sftp, answer) => sftp.ext_openssh_statvfs(path, answer),
			);
			return disk.f_bavail * disk.f_frsize;
		} catch (error) {
			if (failed(error, 'unsupported')) return undefined;
			throw error;
		}
	}

	private async request<Value = void>(
		step: string,
		send: (sftp: SFTPWrapper, answer: Answer<Value>) => void,
		options?: RequestOptions,
	): Promise<Value> {
		const connection = await this.session.connection();
		return await connection.request<Value>(
			step,
			(answer) => send(connection.sftp, answer),
			options,
		);
	}
}

/** A directory entry that is a file, or undefined. */
function listedFile({ filename, longname, attrs }: FileEntryWithStats): ListedFile | undefined {
	// A name with a slash would lead elsewhere; real file systems have none.
	if (filename.includes('/') || !isFile(attrs, longname)) return undefined;
	return { name: filename, ...sizeAndTime(attrs) };
}

/**
 * Without type bits (Windows), the first letter of a long name in the style of `ls -l` decides; otherwise it is a file.
 */
function isFile(attrs: Stats, longname: unknown): boolean {
	if (hasType(attrs)) return attrs.isFile();
	return !/^[bcdlps][-rwxsStT]{9}/.test(typeof longname === 'string' ? longname : '');
}

function typeOf(stats: Stats): Pick<RemoteFile, 'isDirectory'> {
	return hasType(stats) ? { isDirectory: stats.isDirectory() } : {};
}

const TYPE_BITS = 0o170000;

/** Servers may omit the whole mode, or only its type. */
function hasType({ mode }: Partial<Stats>): boolean {
	return mode !== undefined && (mode & TYPE_BITS) !== 0;
}

/** Servers may omit both; those without a clock for their files send the time 0. */
function sizeAndTime({ size, mtime }: Partial<Stats>): Pick<RemoteFile, 'bytes' | 'modifiedAt'> {
	return {
		...(size === undefined ? {} : { bytes: size }),
		...(mtime ? { modifiedAt: new Date(mtime * 1000) } : {}),
	};
}

function unlessAnswered(error: unknown): undefined {
	if (!wasAnswered(error)) throw error;
}

function unlessUnsupported(error: unknown): void {
	if (!failed(error, 'unsupported')) throw error;
}
