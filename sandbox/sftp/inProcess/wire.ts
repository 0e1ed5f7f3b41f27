import type { SFTPWrapper } from 'ssh2';

/**
 * Features that ssh2's server methods lack: offered extensions, the answer to statvfs, and status codes newer than
 * version 3 of the protocol. Packets are written below its SFTP layer.
 */
interface Below {
	_protocol: { channelData(channel: number, packet: Buffer): void };
	outgoing: { id: number };
}

const VERSION = 2;
const STATUS = 101;
const EXTENDED_REPLY = 201;

/** Adds extensions to the opening packet of the protocol, which ssh2 sends itself. */
export function offerExtensions(sftp: SFTPWrapper, extensions: readonly string[]): void {
	const protocol = (sftp as unknown as Below)._protocol;
	const send = protocol.channelData.bind(protocol);
	protocol.channelData = (channel, packet) => {
		const opens = packet.length === 9 && packet[4] === VERSION;
		send(channel, opens ? framed(VERSION, versionBody(extensions)) : packet);
	};
}

/** A status with any code. */
export function sendStatus(sftp: SFTPWrapper, id: number, code: number, message: string): void {
	write(sftp, STATUS, [uint32(id), uint32(code), text(message), text('')]);
}

/** The answer to `statvfs@openssh.com`: sizes in blocks of `blockSize` bytes. */
export function sendDiskSpace(
	sftp: SFTPWrapper,
	id: number,
	disk: { blockSize: number; blocks: number; free: number },
): void {
	const { blockSize, blocks, free } = disk;
	const files = 1_000_000;
	const flags = 0;
	const longestName = 255;
	const fields = [
		...[blockSize, blockSize, blocks, free, free],
		...[files, files, files, 1, flags, longestName],
	];
	write(sftp, EXTENDED_REPLY, [uint32(id), ...fields.map(uint64)]);
}

function versionBody(extensions: readonly string[]): Buffer[] {
	return [uint32(3), ...extensions.flatMap((name) => [text(name), text(versionOf(name))])];
}

function versionOf(extension: string): string {
	return extension.startsWith('statvfs') ? '2' : '1';
}

function write(sftp: SFTPWrapper, type: number, body: Buffer[]): void {
	const { _protocol, outgoing } = sftp as unknown as Below;
	_protocol.channelData(outgoing.id, framed(type, body));
}

function framed(type: number, body: Buffer[]): Buffer {
	const payload = Buffer.concat([Buffer.from([type]), ...body]);
	return Buffer.concat([uint32(payload.length), payload]);
}

function uint32(value: number): Buffer {
	const buffer = Buffer.alloc(4);
	buffer.writeUInt32BE(value);
	return buffer;
}

function uint64(value: number): Buffer {
	const buffer = Buffer.alloc(8);
	buffer.writeBigUInt64BE(BigInt(value));
	return buffer;
}

function text(value: string): Buffer {
	const bytes = Buffer.from(value);
	return Buffer.concat([uint32(bytes.length), bytes]);
}
