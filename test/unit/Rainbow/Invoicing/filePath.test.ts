import fc from 'fast-check';
import { encodedPath, uniqueFileName } from '../../../../nodes/Rainbow/Invoicing/filePath';

const EXAMPLE = '000000001111110001000010/2017-10/services/CDR_SERV_2017-10-10_DR_dr_bp_test.csv';

describe('encodedPath', () => {
	it('leaves the documented example as it is', () => {
		expect(encodedPath(EXAMPLE)).toBe(EXAMPLE);
	});

	it('encodes each part and keeps the slashes', () => {
		expect(encodedPath('a b/50%/ü?x#y.csv')).toBe('a%20b/50%25/%C3%BC%3Fx%23y.csv');
	});

	it('never leads out of its folder', () => {
		const piece = fc.constantFrom('..', '.', '', '/', '\\', '%2e', '%2F', '?', '#', ':', '@', 'a');
		fc.assert(
			fc.property(
				fc.array(fc.oneof(piece, fc.string({ maxLength: 3 })), { maxLength: 8 }),
				(parts) => {
					let encoded: string;
					try {
						encoded = encodedPath(parts.join(''));
					} catch {
						return;
					}
					const base = 'https://openrainbow.com/api/rainbow/invoicing/v1.0/invoices/';
					const url = new URL(base + encoded);
					expect(url.href.startsWith(base)).toBe(true);
					expect(url.search + url.hash).toBe('');
					expect(url.pathname.split('/').map(decodeURIComponent).join('/')).toBe(
						`/api/rainbow/invoicing/v1.0/invoices/${parts.join('')}`,
					);
				},
			),
		);
	});

	it('refuses half a character', () => {
		expect(() => encodedPath('a/\ud800.csv')).toThrow('holds half a character');
	});
});

describe('uniqueFileName', () => {
	it('keeps the whole path readable', () => {
		expect(uniqueFileName(EXAMPLE)).toMatch(
			/^000000001111110001000010_2017-10_services_CDR_SERV_2017-10-10_DR_dr_bp_test_[0-9a-f]{12}\.csv$/,
		);
	});

	it('distinguishes paths that look the same', () => {
		const paths = ['a/b_c.csv', 'a_b/c.csv', 'a/b/c.csv', 'A/b_c.csv', 'ä/b_c.csv', 'ö/b_c.csv'];
		expect(new Set(paths.map((path) => uniqueFileName(path).toLowerCase())).size).toBe(6);
	});

	it('is safe and short for any path', () => {
		fc.assert(
			fc.property(fc.string({ maxLength: 400, unit: 'grapheme' }), (path) => {
				const name = uniqueFileName(path);
				expect(name).toMatch(/^[A-Za-z0-9][A-Za-z0-9_.-]*$/);
				expect(name.length).toBeLessThanOrEqual(125);
			}),
		);
	});
});
