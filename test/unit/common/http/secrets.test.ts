import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { bearerIn, Secrets } from '../../../../nodes/common/http/secrets';
import { cpuMilliseconds } from '../../../support/cpuTime';

const SECRET = 'p/ä"s&s+wörd=4711';
const secrets = new Secrets([SECRET, 'Rainbow-User-1']);
const base64 = (text: string) => Buffer.from(text).toString('base64');

describe('Secrets', () => {
	it.each([
		['as it is', SECRET],
		['URL-encoded', encodeURIComponent(SECRET)],
		[
			'URL-encoded with small letters',
			encodeURIComponent(SECRET).replace(/%../g, (x) => x.toLowerCase()),
		],
		['in a form', new URLSearchParams([['k', SECRET]]).toString().slice(2)],
		['in JSON', JSON.stringify(SECRET).slice(1, -1)],
		['in JSON of PHP', 'p\\/\\u00e4\\"s&s+w\\u00f6rd=4711'.replace('\\/', '/')],
		['in HTML', 'p/ä&quot;s&amp;s+wörd=4711'],
		['in JSON in JSON', JSON.stringify(JSON.stringify(SECRET)).slice(3, -3)],
		['in JSON for HTML', 'p/ä\\u0022s\\u0026s+wörd=4711'],
		['in HTML with numbers', 'p/ä&#34;s&#x26;s+w&#246;rd=4711'],
		['URL-encoded twice', encodeURIComponent(encodeURIComponent(SECRET))],
		['in base64', base64(SECRET)],
		['in base64 for URLs', Buffer.from(SECRET).toString('base64url')],
		['in base64, URL-encoded', encodeURIComponent(base64(SECRET))],
		['in base64 of base64', base64(base64(SECRET))],
		['in hexadecimal', Buffer.from(SECRET).toString('hex')],
		['cut off', SECRET.slice(0, 9)],
		['cut off at both ends', SECRET.slice(3, -2)],
		['that is the password alone', 'Rainbow-User-1'],
	])('hides a secret %s', (_, form) => {
		const hidden = secrets.hide(`Refused: ${form}. Sorry`);
		expect(hidden).toMatch(/^Refused: \*\*\*.{0,7}\. Sorry$/);
	});

	it.each(['&', '"', '<', "'", '/', '+', '%', ' ', 'ä', '\\'])(
		'hides all of a secret with %j, of which one spelling is longer than another',
		(letter) => {
			const secret = `abcdefgh${letter}the-other-half`;
			expect(new Secrets([secret]).hide(`no ${secret}!`)).toBe('no ***!');
			const bytes = Buffer.from(`{"a":${JSON.stringify(`no ${secret}!`)}}`);
			expect(new Secrets([secret]).hideInData(bytes).toString()).toBe('{"a":"no ***!"}');
		},
	);

	it.each(['a', 'ab', 'abc'])('hides a password in the base64 after a name like %j', (name) => {
		for (const password of ['Rainbow-User-1', 'kurz']) {
			const hidden = new Secrets([password]).hide(`x ${base64(`${name}:${password}`)} y`);
			expect(hidden).toMatch(/^x .{1,8}\*\*\*.{0,4} y$/);
			const written = hidden.slice(2, -2).replace('***', '');
			expect(Buffer.from(written, 'base64').toString()).not.toContain(password.slice(0, 3));
		}
	});

	it('hides a token in lines of base64', () => {
		const token = randomBytes(300).toString('base64url');
		const lines = base64(`Authorization: Bearer ${token}`).replace(/.{76}/g, '$&\r\n');
		for (const text of [lines, JSON.stringify(lines).slice(1, -1)]) {
			expect(new Secrets([token]).hide(`<${text}>`)).toMatch(/^<[\w+/]{1,32}\*\*\*.{0,4}>$/);
		}
	});

	it('hides every part of a secret, in any two encodings', () => {
		type Encoding = (text: string) => string;
		const base64url = (text: string) => Buffer.from(text).toString('base64url');
		const inHtml = (text: string) =>
			text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&#34;');
		const plain: Encoding[] = [
			(text) => text,
			encodeURIComponent,
			(text) => JSON.stringify(text).slice(1, -1),
		];
		const twoEncodings = fc.oneof(
			fc.tuple(fc.constantFrom(...plain, base64), fc.constantFrom(...plain, inHtml, base64)),
			fc.tuple(fc.constantFrom(...plain), fc.constantFrom<Encoding>(base64url)),
		);
		const secretText = fc.stringMatching(/^[A-Za-z0-9/&"<%ä]{24,80}$/);
		fc.assert(
			fc.property(secretText, twoEncodings, fc.nat(40), (secret, [inner, outer], cut) => {
				const form = outer(inner(secret));
				const hidden = new Secrets([secret]).hide(
					`<${form.slice(Math.min(cut, form.length / 2))}>`,
				);
				for (let at = 0; at + 40 <= form.length; at++) {
					expect(hidden).not.toContain(form.slice(at, at + 40));
				}
			}),
		);
	});

	it('shows no more of a text than a person reads', () => {
		expect(secrets.hide('x'.repeat(100_000))).toHaveLength(16 * 1024 + 1);
	});

	it('leaves everything else', () => {
		const text = 'No login finance@example.com: Rainbow says no to password';
		expect(secrets.hide(text)).toBe(text);
		expect(new Secrets(['', ' ', undefined, null, 'abc', 7]).hide('abc 7 ')).toBe('abc 7 ');
	});

	it('hides the longer of two secrets if one begins like the other', () => {
		const two = new Secrets(['secret-one', 'secret-one-and-two']);
		expect(two.hide('a secret-one-and-two b secret-one c')).toBe('a *** b *** c');
	});

	it('lets no part of a secret through, wherever it is', () => {
		const text = fc.string({ maxLength: 40, unit: 'binary' });
		fc.assert(
			fc.property(
				text,
				text,
				fc.string({ minLength: 8, maxLength: 60, unit: 'binary' }),
				(a, b, secret) => {
					fc.pre(secret.trim().length >= 8);
					const hidden = new Secrets([secret]).hide(`${a}${secret.trim()}${b}`);
					expect(hidden).not.toContain(secret.trim());
				},
			),
		);
	});

	it('goes through all of parsed JSON', () => {
		const said = { [SECRET]: [{ message: `x ${SECRET}` }, 1, null] };
		expect(secrets.hideIn(said)).toEqual({ '***': [{ message: 'x ***' }, 1, null] });
	});

	it('changes data only where it contains a whole secret, or a long beginning', () => {
		const data = Buffer.from(`{"a":"Rainbow-User"}`);
		expect(secrets.hideInData(data)).toBe(data);
		const hidden = (text: string, known = secrets) =>
			known.hideInData(Buffer.from(JSON.stringify({ a: text }))).toString();
		expect(hidden('Rainbow-User-1')).toBe('{"a":"***"}');
		const token = randomBytes(60).toString('base64url');
		expect(hidden(`${token.slice(0, 30)}…`, new Secrets([token]))).toBe('{"a":"***…"}');
		expect(hidden(token.slice(0, 20), new Secrets([token]))).toContain(token.slice(0, 20));
	});

	it('handles hostile texts of 100,000 characters at once', () => {
		const repeating = new Secrets(['a'.repeat(2000)]);
		const taken = cpuMilliseconds(() => {
			repeating.hide('a'.repeat(100_000));
			repeating.hide(`${'a'.repeat(7)}b`.repeat(12_500));
		});
		expect(taken).toBeLessThan(1000);
	});
});

it('finds the token that n8n added', () => {
	expect(bearerIn({ Authorization: 'Bearer t' })).toBe('t');
	expect(bearerIn({})).toBe('');
});
