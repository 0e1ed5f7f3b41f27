import {
	closeSync,
	fstatSync,
	fsyncSync,
	ftruncateSync,
	linkSync,
	lstatSync,
	mkdirSync,
	openSync,
	readdirSync,
	readSync,
	renameSync,
	rmdirSync,
	statSync,
	unlinkSync,
	writeSync,
} from 'node:fs';
import { join, posix } from 'node:path';
import { utils, type FileEntry, type SFTPWrapper } from 'ssh2';
import { diskSpace, usedBytes, type DiskLimit } from './disk';
import type { ExtensionName, Quirks, RequestName, SftpFaults } from './fault';
import {
	attributes,
	entry,
	openFlags,
	readStrings,
	Refusal,
	refusalFor,
	wordsFor,
} from './translate';
import { offerExtensions, sendDiskSpace, sendStatus } from './wire';

const { OPEN_MODE, STATUS_CODE } = utils.sftp;

/** What a session needs of its server. */
export interface SessionSettings {
	/** The folder that is `/` for the client. */
	directory: string;
	faults: SftpFaults;
	extensions: readonly ExtensionName[];
	limit(): DiskLimit | null;
	quirks(): Quirks;
	/** Resets the connection. */
	cut(): void;
	/** Stops reading from the client; with `false`, starts again. */
	silence(silent: boolean): void;
	/** Called for every write that does not fit. */
	full(): void;
	/** Called for every request that arrives, before faults. */
	seen(name: RequestName, paths: string[]): void;
}

type Answer = () => void;

/** An open file, or a directory with its remaining entries. */
type Handle = { path: string; file: number } | { path: string; entries: FileEntry[] };

/** Serves one SFTP session, one request after the other, as OpenSSH does. */
export class Session {
	private readonly handles = new Map<number, Handle>();
	private lastHandle = 0;
	private queue: Promise<void> = Promise.resolve();
	private ended = false;

	constructor(
		private readonly sftp: SFTPWrapper,
		private readonly settings: SessionSettings,
	) {
		offerExtensions(sftp, settings.extensions);
		this.serveFiles();
		this.serveNames();
		this.serveExtensions();
	}

	/** Closes the handles that the client left open. */
	end(): void {
		this.ended = true;
		for (const handle of this.handles.values()) if ('file' in handle) closeSync(handle.file);
		this.handles.clear();
	}

	private serveFiles(): void {
		const { sftp } = this;
		sftp.on('OPEN', (id, path, flags) =>
			this.enqueue(id, 'OPEN', [path], () => {
				const { exclusiveOpen } = this.quirks;
				if (exclusiveOpen !== undefined && flags & OPEN_MODE.EXCL) throw new Refusal(exclusiveOpen);
				const file = openSync(this.local(path), openFlags(flags), 0o644);
				return this.giveHandle(id, { path, file });
			}),
		);
		sftp.on('WRITE', (id, handle, offset, data) => {
			const { path } = this.handleOf(handle);
			this.enqueue(
				id,
				'WRITE',
				[path],
				() => {
					this.write(this.fileOf(handle), data, offset);
					return this.ok(id);
				},
				{ handle, offset, data },
			);
		});
		sftp.on('READ', (id, handle, offset, length) =>
			this.enqueue(id, 'READ', [this.handleOf(handle).path], () => {
				const buffer = Buffer.alloc(length);
				const read = readSync(this.fileOf(handle), buffer, 0, length, offset);
				if (this.quirks.endlessRead) return () => sftp.data(id, buffer);
				if (read === 0) throw new Refusal(STATUS_CODE.EOF);
				return () => sftp.data(id, buffer.subarray(0, read));
			}),
		);
		sftp.on('FSTAT', (id, handle) =>
			this.enqueue(id, 'FSTAT', [this.handleOf(handle).path], () => {
				const stats = fstatSync(this.fileOf(handle));
				return () => sftp.attrs(id, attributes(stats, this.quirks));
			}),
		);
		sftp.on('FSETSTAT', (id, handle, { size }) =>
			this.enqueue(id, 'FSETSTAT', [this.handleOf(handle).path], () => {
				if (size !== undefined) ftruncateSync(this.fileOf(handle), size);
				return this.ok(id);
			}),
		);
		sftp.on('CLOSE', (id, handle) =>
			this.enqueue(id, 'CLOSE', [this.handleOf(handle).path], () => {
				const open = this.handleOf(handle);
				if ('file' in open) closeSync(open.file);
				this.handles.delete(handle.readUInt32BE());
				return this.ok(id);
			}),
		);
	}

	private serveNames(): void {
		const { sftp } = this;
		const named = (
			name: 'LSTAT' | 'STAT' | 'REMOVE' | 'RMDIR' | 'REALPATH' | 'SETSTAT' | 'MKDIR' | 'OPENDIR',
			act: (path: string, id: number) => Answer,
		) => {
			sftp.on(name as 'STAT', (id, path) => this.enqueue(id, name, [path], () => act(path, id)));
		};
		const done = (act: (local: string) => void) => (path: string, id: number) => {
			act(this.local(path));
			return this.ok(id);
		};
		named('STAT', (path, id) => {
			const stats = statSync(this.local(path));
			return () => sftp.attrs(id, attributes(stats, this.quirks));
		});
		named('LSTAT', (path, id) => {
			const stats = lstatSync(this.local(path));
			return () => sftp.attrs(id, attributes(stats, this.quirks));
		});
		named('REMOVE', done(unlinkSync));
		named('RMDIR', done(rmdirSync));
		named('MKDIR', done(mkdirSync));
		named(
			'SETSTAT',
			done((local) => void statSync(local)),
		);
		named('REALPATH', (path, id) => {
			const filename = posix.resolve('/', path);
			return () => sftp.name(id, [entry(filename, this.quirks)]);
		});
		named('OPENDIR', (path, id) => {
			const local = this.local(path);
			const here = ['.', '..'].map((name) => entry(name, this.quirks, lstatSync(local)));
			const entries = readdirSync(local).map((name) =>
				entry(this.quirks.names?.(name) ?? name, this.quirks, lstatSync(join(local, name))),
			);
			return this.giveHandle(id, { path, entries: [...here, ...entries] });
		});
		sftp.on('READDIR', (id, handle) =>
			this.enqueue(id, 'READDIR', [this.handleOf(handle).path], () => {
				const open = this.handleOf(handle);
				if (!('entries' in open)) throw new Refusal(STATUS_CODE.FAILURE);
				const { listing } = this.quirks;
				const names = open.entries.splice(0, 100);
				if (listing === 'endless') open.entries.push(...names);
				if (names.length === 0 && listing === undefined) throw new Refusal(STATUS_CODE.EOF);
				return () => sftp.name(id, names);
			}),
		);
		sftp.on('RENAME', (id, from, to) =>
			this.enqueue(id, 'RENAME', [from, to], () => {
				if (this.quirks.renameOverwrites) {
					renameSync(this.local(from), this.local(to));
					return this.ok(id);
				}
				// Like OpenSSH: a link fails if the target exists, so nothing is overwritten.
				linkSync(this.local(from), this.local(to));
				unlinkSync(this.local(from));
				return this.ok(id);
			}),
		);
	}

	private serveExtensions(): void {
		const { sftp } = this;
		sftp.on('EXTENDED', (id, name, data) => {
			const strings = readStrings(data);
			const offered = this.settings.extensions.find((extension) => extension === name);
			const handle = Buffer.from(strings[0] ?? '', 'binary');
			const paths =
				name === 'fsync@openssh.com'
					? [this.handleOf(handle).path]
					: strings.map((path) => Buffer.from(path, 'binary').toString());
			if (!offered) {
				sftp.status(id, STATUS_CODE.OP_UNSUPPORTED);
				return;
			}
			this.enqueue(id, offered, paths, () => {
				if (offered === 'fsync@openssh.com') {
					fsyncSync(this.fileOf(handle));
				} else if (offered === 'posix-rename@openssh.com') {
					renameSync(this.local(paths[0]), this.local(paths[1]));
				} else {
					const space = diskSpace(this.settings.directory, this.settings.limit());
					return () => sendDiskSpace(sftp, id, space);
				}
				return this.ok(id);
			});
		});
	}

	/** Carries out a request, with its fault, after the earlier ones are answered. */
	private enqueue(
		id: number,
		name: RequestName,
		paths: string[],
		act: () => Answer,
		written?: { handle: Buffer; offset: number; data: Buffer },
	): void {
		this.queue = this.queue.then(async () => {
			if (this.ended) return;
			this.settings.seen(name, paths);
			const end = written && written.offset + written.data.length;
			const fault = this.settings.faults.take({ name, paths, end });
			switch (fault?.kind) {
				case 'cut':
					if (fault.done) this.answerOf(id, name, act);
					return this.settings.cut();
				case 'cutAt':
					if (written) this.writeUpTo(fault.byte, written);
					return this.settings.cut();
				case 'refuse':
					return sendStatus(this.sftp, id, fault.code, fault.message ?? wordsFor(fault.code));
				case 'hold': {
					const early = fault.done ? this.answerOf(id, name, act) : undefined;
					await fault.until;
					if (!this.ended) (early ?? this.answerOf(id, name, act))();
					return;
				}
				case 'pretend':
					if (fault.doneAfterMs !== undefined) setTimeout(() => void act(), fault.doneAfterMs);
					return this.ok(id)();
				case 'park':
					renameSync(
						this.local(paths[0]),
						this.local(posix.join(posix.dirname(paths[0]), fault.name)),
					);
					return this.ok(id)();
				case 'taken': {
					const answer = this.answerOf(id, name, act);
					unlinkSync(this.local(paths[1]));
					return answer();
				}
				case 'then':
					this.answerOf(id, name, act)();
					return fault.act();
				case 'freeze':
					this.settings.silence(true);
					await (fault.until ?? new Promise(() => {}));
					if (this.ended) return;
					this.settings.silence(false);
			}
			this.answerOf(id, name, act)();
		});
	}

	/** Carries out a request; a refusal of the file system becomes OpenSSH's status. */
	private answerOf(id: number, name: RequestName, act: () => Answer): Answer {
		try {
			return act();
		} catch (error) {
			const { code, message } = refusalFor(error);
			const said = code === STATUS_CODE.NO_SUCH_FILE ? this.quirks.missing?.[name] : undefined;
			if (said !== undefined) return () => sendStatus(this.sftp, id, said, wordsFor(said));
			return () => sendStatus(this.sftp, id, code, message);
		}
	}

	private get quirks(): Quirks {
		return this.settings.quirks();
	}

	private write(file: number, data: Buffer, offset: number): void {
		const { limit, directory } = this.settings;
		const most = limit()?.bytes;
		const grows = Math.max(0, offset + data.length - fstatSync(file).size);
		if (most !== undefined && usedBytes(directory) + grows > most) {
			this.settings.full();
			throw new Refusal(STATUS_CODE.FAILURE);
		}
		writeSync(file, data, 0, data.length, offset);
	}

	private writeUpTo(
		byte: number,
		{ handle, offset, data }: { handle: Buffer; offset: number; data: Buffer },
	): void {
		const length = Math.max(0, Math.min(data.length, byte - offset));
		writeSync(this.fileOf(handle), data, 0, length, offset);
	}

	private giveHandle(id: number, handle: Handle): Answer {
		this.lastHandle += 1;
		this.handles.set(this.lastHandle, handle);
		const name = Buffer.alloc(4);
		name.writeUInt32BE(this.lastHandle);
		return () => this.sftp.handle(id, name);
	}

	private handleOf(handle: Buffer): Handle {
		const open = handle.length === 4 ? this.handles.get(handle.readUInt32BE()) : undefined;
		return open ?? { path: '', entries: [] };
	}

	private fileOf(handle: Buffer): number {
		const open = this.handleOf(handle);
		if (!('file' in open)) throw new Refusal(STATUS_CODE.FAILURE);
		return open.file;
	}

	private ok(id: number): Answer {
		return () => this.sftp.status(id, STATUS_CODE.OK);
	}

	private local(path: string): string {
		return join(this.settings.directory, posix.resolve('/', path));
	}
}
