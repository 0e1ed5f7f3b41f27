import type { FileEntryWithStats, SFTPWrapper, Stats } from 'ssh2';
import {
	failed,
	type ListedFile,
	type NewFile,
	type RemoteFile,
	type RemoteFiles,
} from '../deliver/remoteFiles';
import { closeQuietly } from './closeQuietly';
import type { Answer, RequestOptions } from './connection';
import { readBlocks } from './readBlocks';
import { readDirectory } from './readDirectory';
import type { Session } from './session';
import { writeBlocks } from './writeBlocks';

/** A server's files over the session of a run. */
export class SftpFiles implements RemoteFiles {
	constructor(private readonly session: Session) {}

	get isConnected(): boolean {
		return this.session.isConnected;
	}

	async stat(path: string): Promise<RemoteFile | undefined> {
		try {
			const stats = await this.request<Stats>('looking for the file', (sftp, answer) =>
				sftp.stat(path, answer),
			);
			return {
				bytes: stats.size,
				modifiedAt: new Date(stats.mtime * 1000),
				isDirectory: stats.isDirectory(),
			};
		} catch (error) {
			if (failed(error, 'missing')) return undefined;
			throw error;
		}
	}

	async create(path: string): Promise<NewFile> {
		const connection = await this.session.connection();
		const { sftp } = connection;
		const handle = await connection.request<Buffer>('creating the temporary file', (answer) =>
			sftp.open(path, 'wx', answer),
		);
		const fill = async (content: AsyncIterable<Buffer>) => {
			try {
				await writeBlocks(connection, handle, content);
				await connection
					.request<unknown>('having the server write to its disk', (answer) =>
						sftp.ext_openssh_fsync(handle, answer),
					)
					.catch(unlessUnsupported);
			} catch (error) {
				await closeQuietly(connection, handle);
				throw error;
			}
			await connection.request('closing the temporary file', (answer) =>
				sftp.close(handle, answer as () => void),
			);
		};
		return { fill };
	}

	async *read(path: string): AsyncGenerator<Buffer> {
		yield* readBlocks(await this.session.connection(), path);
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
		const found = await readDirectory(await this.session.connection(), path);
		const files = found.filter(isPlainFile).map(listed);
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

/** A name with a slash would lead elsewhere; no file system has one. */
function isPlainFile({ filename, attrs }: FileEntryWithStats): boolean {
	return attrs.isFile() && !filename.includes('/');
}

function listed({ filename, attrs }: FileEntryWithStats): ListedFile {
	return { name: filename, bytes: attrs.size, modifiedAt: new Date(attrs.mtime * 1000) };
}

function unlessUnsupported(error: unknown): void {
	if (!failed(error, 'unsupported')) throw error;
}
