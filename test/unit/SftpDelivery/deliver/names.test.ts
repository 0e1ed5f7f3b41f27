import { posix } from 'node:path';
import fc from 'fast-check';
import {
	checkedDirectory,
	checkedFileName,
	checksumName,
	isPartName,
	partName,
	pathOf,
} from '../../../../nodes/SftpDelivery/deliver/names';

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
	it('lets no name out of its directory, nor one that a file system or SFTP would change', () => {
		fc.assert(
			fc.property(anyName, (name) => {
				if (!accepted(name)) return;
				for (const used of [
					name,
					partName(name),
					partName(checksumName(name)),
					partName(checksumName(name), '0123abcd'),
				]) {
					const path = pathOf('/inbox', used);
					expect(posix.normalize(path)).toBe(path);
					expect(posix.dirname(path)).toBe('/inbox');
					expect(Buffer.byteLength(used)).toBeLessThanOrEqual(255);
					expect(Buffer.from(used).toString()).toBe(used);
					expect(used).not.toMatch(/[\\\p{Cc}]/u);
				}
				expect(isPartName(name)).toBe(false);
				expect(isPartName(partName(name))).toBe(true);
			}),
		);
	});

	it('takes the names that Finance XML Builder makes, and those of people', () => {
		for (const name of [
			'300919-1_0efa487f-d453-4556-9ea5-c775d44882ec_9f86d081884c.xml',
			'Rechnung Größe 5.xml',
			'a..b.xml',
			'.hidden',
		]) {
			expect(checkedFileName(name)).toBe(name);
		}
	});

	it.each(['', '.', '..', 'a/b', 'a\\b', 'a\nb', '.a.part', 'a'.repeat(243), '\udc00'])(
		'refuses %j',
		(name) => {
			expect(() => checkedFileName(name)).toThrow('File Name ');
		},
	);

	it.each([undefined, null, 4711, { name: 'a' }])('refuses %p, which is no text', (value) => {
		expect(() => checkedFileName(value)).toThrow('is no text');
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

	it.each(['', '  ', '/erp/../etc', '..', '/a\u0000', undefined])('refuses %j', (given) => {
		expect(() => checkedDirectory(given)).toThrow('Remote Directory ');
	});
});
