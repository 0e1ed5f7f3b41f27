import { generateKeyPairSync } from 'node:crypto';
import { utils } from 'ssh2';
import { pinnedFingerprints } from '../../../../nodes/SftpDelivery/session/hostKey';
import { normalisedKey } from '../../../../nodes/SftpDelivery/session/privateKey';
import { serverSettings } from '../../../../nodes/SftpDelivery/session/settings';

const HASH = 'p2QAMXNIC1TJYWeIOttrVc98/R1BUFWu3/LiyKgUfQM';

describe('a private key', () => {
	const { privateKey } = generateKeyPairSync('ec', {
		namedCurve: 'prime256v1',
		privateKeyEncoding: { type: 'sec1', format: 'pem' },
		publicKeyEncoding: { type: 'spki', format: 'pem' },
	});
	const pasted: Array<[string, string]> = [
		['as the file is', privateKey],
		['with blank lines around it', `\n\n${privateKey}\n`],
		['with line breaks of Windows', privateKey.replaceAll('\n', '\r\n')],
		['with line breaks as text', privateKey.replaceAll('\n', '\\n')],
		['on one line', privateKey.replaceAll('\n', ' ')],
		['on one line without spaces', privateKey.replace(/\n/g, '')],
	];

	it.each(pasted)('is read when it was pasted %s', (_, key) => {
		const parsed = utils.parseKey(normalisedKey(key));
		expect(parsed).not.toBeInstanceOf(Error);
	});

	it('stays empty, and as it is where it is none', () => {
		expect(normalisedKey(' \n ')).toBe('');
		expect(normalisedKey('ssh-ed25519 AAAA')).toBe('ssh-ed25519 AAAA');
	});
});

describe('pinned fingerprints', () => {
	it.each([
		[`SHA256:${HASH}`, 1],
		[`${HASH}=`, 1],
		[`SHA256:${HASH}, SHA256:${HASH}`, 2],
		['', 0],
	])('are read from %j', (text, count) => {
		expect(pinnedFingerprints(text)).toEqual(Array<string>(count).fill(`SHA256:${HASH}`));
	});

	it.each(['MD5:16:27:ac:a5', '16:27:ac:a5', `SHA256:${HASH.slice(1)}`, 'SHA256:…'])(
		'are refused from %j',
		(text) => {
			expect(() => pinnedFingerprints(text)).toThrow('Host Key Fingerprint');
		},
	);
});

describe('a credential', () => {
	const data = { host: ' sftp.example ', username: 'erp', password: ' as it is ' };

	it('is read as it was filled in', () => {
		expect(serverSettings({ ...data, hostKeyFingerprint: ' SHA256:x ' })).toEqual({
			host: 'sftp.example',
			port: 22,
			username: 'erp',
			login: { password: ' as it is ' },
			hostKeyFingerprint: 'SHA256:x',
		});
	});

	it.each([
		[{ ...data, host: ' ' }, 'Host is empty'],
		[{ ...data, username: '' }, 'Username is empty'],
		[{ ...data, authentication: 'privateKey' }, 'Private Key is empty'],
		[{ ...data, port: 0 }, 'The port'],
		[{ ...data, port: 'ssh' }, 'The port'],
	])('without what it needs is refused: %p', (incomplete, message) => {
		expect(() => serverSettings(incomplete)).toThrow(message);
	});
});
