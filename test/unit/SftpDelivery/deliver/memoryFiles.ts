import { posix } from 'node:path';
import {
	type ListedFile,
	type NewFile,
	RemoteFailure,
	type RemoteFailureKind,
	type RemoteFile,
	type RemoteFiles,
} from '../../../../nodes/SftpDelivery/deliver/remoteFiles';

/** A server's files in memory, only for testing decisions; real servers test the real behaviour. */
export class MemoryFiles implements RemoteFiles {
	readonly files = new Map<string, Buffer>();

	readonly directories = new Set(['/', '/inbox']);

	/** Requests so far, as `rename /inbox/.a.part /inbox/a`. */
	readonly requests: string[] = [];

	/** Called, and waited for, before a request is carried out; may throw, or change what is there. */
	before: (request: string) => unknown = () => undefined;

	/** Called after a request was carried out, before it is answered; may throw. */
	after: (request: string) => void = () => undefined;

	free?: number;

	isConnected = true;

	modifiedAt?: Date = new Date('2023-07-10T06:00:00Z');

	put(path: string, content: string): void {
		this.files.set(path, Buffer.from(content));
	}

	async stat(path: string): Promise<RemoteFile | undefined> {
		return await this.answer(`stat ${path}`, () => {
			if (this.directories.has(path)) {
				return { bytes: 4096, modifiedAt: this.modifiedAt, isDirectory: true };
			}
			const content = this.files.get(path);
			if (!content) return undefined;
			return { bytes: content.length, modifiedAt: this.modifiedAt, isDirectory: false };
		});
	}

	async isDirectory(path: string): Promise<boolean> {
		return await this.answer(`isDirectory ${path}`, () => this.directories.has(path));
	}

	async createPlainly(path: string): Promise<NewFile> {
		this.files.delete(path);
		return await this.create(path);
	}

	async create(path: string): Promise<NewFile> {
		await this.answer(`create ${path}`, () => {
			if (!this.directories.has(posix.dirname(path))) fail('missing');
			if (this.files.has(path)) fail('refused');
			this.put(path, '');
		});
		const fill = async (content: AsyncIterable<Buffer>) => {
			const written: Buffer[] = [];
			for await (const chunk of content) {
				written.push(chunk);
				this.files.set(path, Buffer.concat(written));
			}
			await this.answer(`fill ${path}`, () => undefined);
		};
		return { fill };
	}

	async *read(path: string, most: number): AsyncGenerator<Buffer> {
		const content = await this.answer(
			`read ${path}`,
			() => this.files.get(path) ?? fail('missing'),
		);
		yield content.subarray(0, most);
	}

	async rename(from: string, to: string): Promise<void> {
		await this.answer(`rename ${from} ${to}`, () => {
			if (this.files.has(to)) fail('refused');
			this.move(from, to);
		});
	}

	async replace(from: string, to: string): Promise<void> {
		await this.answer(`replace ${from} ${to}`, () => this.move(from, to));
	}

	async remove(path: string): Promise<boolean> {
		return await this.answer(`remove ${path}`, () => this.files.delete(path));
	}

	async makeDirectory(path: string): Promise<void> {
		await this.answer(`makeDirectory ${path}`, () => {
			if (this.directories.has(path)) fail('refused');
			if (!this.directories.has(posix.dirname(path))) fail('missing');
			this.directories.add(path);
		});
	}

	async list(path: string): Promise<{ files: ListedFile[]; entries: number }> {
		return await this.answer(`list ${path}`, () => {
			if (!this.directories.has(path)) fail('missing');
			const files = [...this.files]
				.filter(([name]) => posix.dirname(name) === path)
				.map(([name, { length }]) => ({
					name: posix.basename(name),
					bytes: length,
					modifiedAt: this.modifiedAt,
				}));
			return { files, entries: files.length };
		});
	}

	async freeSpace(): Promise<number | undefined> {
		return this.free;
	}

	private move(from: string, to: string): void {
		this.files.set(to, this.files.get(from) ?? fail('missing'));
		this.files.delete(from);
	}

	private async answer<Value>(request: string, act: () => Value): Promise<Value> {
		this.requests.push(request);
		await this.before(request);
		const value = act();
		this.after(request);
		return value;
	}
}

export function fail(kind: RemoteFailureKind): never {
	throw new RemoteFailure(kind, 'doing it');
}
