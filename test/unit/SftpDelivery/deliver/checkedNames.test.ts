import { posix } from 'node:path';
import fc from 'fast-check';
import { isPartName, partName, pathOf } from '../../../../nodes/common/remoteNames';
import {
	checkedDirectory,
	checkedFileName,
	checksumName,
} from '../../../../nodes/SftpDelivery/deliver/checkedNames';

function accepted(name: string): boolean {
	try {
		return checkedFileName(name) === name;
	} catch {
		return false;
	}
}

const anyName = fc.oneof(
	fc.string({ unit: 'grapheme' }),
	fc.string({ unit: 'binary' }),
	fc.string({ unit: fc.constantFrom('.', '/', '\\', 'a', '\u0000', '\ud800', 'é'), maxLength: 8 }),
);

describe('checkedFileName', () => {
	it('accepts no name that leaves its directory, or that a file system or SFTP would change', () => {
		fc.assert(
			fc.property(anyName, (name) => {
				if (!accepted(name)) return;
				for (const used of [
					name,
					partName(name, '0123456789ab'),
					partName(checksumName(name), '0123456789ab'),
				]) {
					const path = pathOf('/inbox', used);
					expect(posix.normalize(path)).toBe(path);
					expect(posix.dirname(path)).toBe('/inbox');
					expect(Buffer.byteLength(used)).toBeLessThanOrEqual(255);
					expect(Buffer.from(used).toString()).toBe(used);
					expect(used).not.toMatch(/[\\\p{Cc}]/u);
				}
				expect(isPartName(name)).toBe(false);
				expect(isPartName(partName(name, '0a'))).toBe(true);
			}),
		);
	});

	it('accepts the names that Finance XML Builder makes, and those that people choose', () => {
		for (const name of [
			'300919-1_0efa487f-d453-4556-9ea5-c775d44882ec_9f86d081884c.xml',
			'Rechnung Größe 5.xml',
			'a..b.xml',
			'console.xml',
			'a.sha256.xml',
		]) {
			expect(checkedFileName(name)).toBe(name);
		}
	});

	it.each(['', '.', '..', 'a/b', 'a\\b', 'a\nb', '.a.part', '.hidden', 'a'.repeat(243), '\udc00'])(
		'refuses %j',
		(name) => {
			expect(() => checkedFileName(name)).toThrow('File Name ');
		},
	);

	it.each([
		['.a.xml', 'begins with a dot'],
		['a.xml.sha256', 'is the name of a checksum file'],
		['a.xml.SHA256', 'is the name of a checksum file'],
		['a:b', 'holds a colon'],
		['a.xml.', 'ends with a dot or a blank'],
		['a.xml ', 'ends with a dot or a blank'],
		['CON', 'is the name of a device'],
		['nul.xml', 'is the name of a device'],
		['Com1.tar.gz', 'is the name of a device'],
	])('refuses %j, which would arrive under another name', (name, fault) => {
		expect(() => checkedFileName(name)).toThrow(`File Name ${JSON.stringify(name)} ${fault}`);
	});

	it.each([undefined, null, 4711, { name: 'a' }])('refuses %p, which is not text', (value) => {
		expect(() => checkedFileName(value)).toThrow('is not text');
	});
});

describe('checkedDirectory', () => {
	it.each([
		['/erp/inbox', '/erp/inbox'],
		['/erp/inbox//', '/erp/inbox'],
		[' inbox ', 'inbox'],
		['/', '/'],
		['.', '.'],
	])('reads %j as %j', (given, directory) => {
		expect(checkedDirectory(given)).toBe(directory);
		expect(pathOf(directory, 'a')).not.toContain('//');
	});

	it.each(['', '  ', '/erp/../etc', '..', '/a\u0000', '~/inbox', '~erp', 'inbox\\a', undefined])(
		'refuses %j',
		(given) => {
			expect(() => checkedDirectory(given)).toThrow('Remote Directory ');
		},
	);
});
