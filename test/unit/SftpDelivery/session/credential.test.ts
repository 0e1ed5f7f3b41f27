import { createHash, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { type ParsedKey, utils } from 'ssh2';
import { makeEd25519Key } from '../../../../sandbox/sftp/inProcess/keys';
import { ConnectFailure } from '../../../../nodes/SftpDelivery/session/connectFailure';
import { explainConnectFailure } from '../../../../nodes/SftpDelivery/session/explainConnectFailure';
import { hostKeyAlgorithms, pinnedKeys } from '../../../../nodes/SftpDelivery/session/hostKey';
import { keyFault, readableKey } from '../../../../nodes/SftpDelivery/session/privateKey';
import { serverSettings } from '../../../../nodes/SftpDelivery/session/serverSettings';
import { PUTTY_KEY_WITH_PATH, PUTTY_KEYS, PUTTY_PASSPHRASE } from './puttyKeys';

const HASH = 'p2QAMXNIC1TJYWeIOttrVc98/R1BUFWu3/LiyKgUfQM';
const PASSPHRASE = 'open sesame';

/** As ssh2 reads it, which must be able to sign with it. */
function read(pasted: string, passphrase = ''): ParsedKey {
	const { privateKey, passphrase: left } = readableKey(pasted, passphrase);
	const parsed = utils.parseKey(privateKey, left);
	// Not `instanceof`: Jest has an Error of its own.
	if ('message' in parsed) {
		throw new ConnectFailure({ kind: 'unusableKey', ...keyFault(parsed.message) });
	}
	const signature = parsed.sign('what is signed');
	if (signature instanceof Error) throw signature;
	expect(parsed.verify('what is signed', signature)).toBe(true);
	return parsed;
}

function fingerprint(key: ParsedKey): string {
	const hash = createHash('sha256').update(key.getPublicSSH()).digest('base64');
	return `SHA256:${hash.replace(/=+$/, '')}`;
}

function faultOf(pasted: string, passphrase = ''): unknown {
	try {
		read(pasted, passphrase);
	} catch (error) {
		if (error instanceof ConnectFailure) return error.reason;
		throw error;
	}
	return undefined;
}

const KEYS = {
	RSA: generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey,
	'EC P-256': generateKeyPairSync('ec', { namedCurve: 'prime256v1' }).privateKey,
	'EC P-521': generateKeyPairSync('ec', { namedCurve: 'secp521r1' }).privateKey,
	Ed25519: generateKeyPairSync('ed25519').privateKey,
};

const pkcs8 = (key: KeyObject) => String(key.export({ type: 'pkcs8', format: 'pem' }));
const encrypted = (key: KeyObject) =>
	String(
		key.export({
			type: 'pkcs8',
			format: 'pem',
			cipher: 'aes-256-cbc',
			passphrase: PASSPHRASE,
		}),
	);
const pkcs1 = (key: KeyObject) =>
	String(
		key.export({
			type: 'pkcs1',
			format: 'pem',
			cipher: 'aes-256-cbc',
			passphrase: PASSPHRASE,
		}),
	);

const sec1 = (key: KeyObject) => String(key.export({ type: 'sec1', format: 'pem' }));

const CERTIFICATE = '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n';

/** As `openssl ecparam -genkey` writes it before a key. */
const PARAMETERS = '-----BEGIN EC PARAMETERS-----\nBggqhkjOPQMBBw==\n-----END EC PARAMETERS-----\n';

/** Made by `openssl pkcs8 -v1 PBE-MD5-DES` for these tests: it opens nothing. */
const PKCS8_WITH_MD5_AND_DES = `-----BEGIN ENCRYPTED PRIVATE KEY-----
MIGwMBsGCSqGSIb3DQEFAzAOBAiIlO0uZDIxJAICCAAEgZC559KpJC2B372hMa/V
6/aiaXlAVbqKPqwELgUj5v4X/ZqvatKy4JtBGLpI9cPT74Ptf2rQvHl4ltYTGMUa
YMC9EMIPFCbDMPv+GiUpA2xMYucHkA//p67Q0Kvntl1jfRbfEAQ8McmVNb/9hPqo
1bIZDimzmoReekSfqC/ubVISh7fYQhl4rxb3NIv/HrguMs8=
-----END ENCRYPTED PRIVATE KEY-----
`;

/** Made by `ssh-keygen -Z aes256-gcm@openssh.com` for these tests: it opens nothing. */
const ED25519_IN_GCM = `-----BEGIN OPENSSH PRIVATE KEY-----
b3BlbnNzaC1rZXktdjEAAAAAFmFlczI1Ni1nY21Ab3BlbnNzaC5jb20AAAAGYmNyeXB0AA
AAGAAAABDKUMU6LeruqTi5SjakwtXjAAAAEAAAAAEAAAAzAAAAC3NzaC1lZDI1NTE5AAAA
IPSGC/JEJfn24Jnt2YvS6RhbTK+/UZw7UhePNUBBHpvtAAAAkEhnQAsODgFBSdIVsRQuJX
bNfAfXyP/2ShtJnUP0TAkjD7WAFeyRagkZxL8+fYD7iKfQakL9rBM7GV5sLirCGWX2qepq
fBjCtfLPkUl6D3mO5FgCd3XsZ1u/LZ+7Gs5LFsY6t6tgLsaqHbPl6T9qNXhuVrftZPCYeU
0bHyfo9dxS3YuJan5numYX37K+gKkjziCs+cJWxfyNaHwfMsXiDRw=
-----END OPENSSH PRIVATE KEY-----
`;

/** How forms, editors and people change a key on its way. */
const PASTED: Array<[string, (key: string) => string]> = [
	['as the file is', (key) => key],
	['with blank lines around it', (key) => `\n\n${key}\n`],
	['with line breaks of Windows', (key) => key.replaceAll('\n', '\r\n')],
	['with line breaks as text', (key) => key.replaceAll('\n', '\\n')],
	['on one line', (key) => key.replaceAll('\n', ' ')],
	['indented', (key) => key.replaceAll(/^/gm, '\t  ')],
	['on one line, indented', (key) => `  ${key.replaceAll('\n', '   ')}`],
];

describe('a private key', () => {
	describe.each(Object.entries(KEYS))('%s', (_, key) => {
		it.each(PASTED)('in PKCS#8 is read if it was pasted %s', (__, change) => {
			read(change(pkcs8(key)));
		});

		it.each(PASTED)('in PKCS#8, encrypted, is read if it was pasted %s', (__, change) => {
			read(change(encrypted(key)), PASSPHRASE);
		});
	});

	it('is the same key after it was converted', () => {
		for (const key of [KEYS.RSA, KEYS['EC P-256']]) {
			const type = key.asymmetricKeyType === 'rsa' ? 'pkcs1' : 'sec1';
			const direct = read(String(key.export({ type, format: 'pem' })));
			expect(fingerprint(read(pkcs8(key)))).toBe(fingerprint(direct));
		}
	});

	it.each(PASTED)(
		'in the older PEM format, encrypted, is read if it was pasted %s',
		(_, change) => {
			read(change(pkcs1(KEYS.RSA)), PASSPHRASE);
		},
	);

	it.each(PASTED)("in OpenSSH's format is read if it was pasted %s", (_, change) => {
		read(change(makeEd25519Key()));
		const options = { cipher: 'aes256-ctr', passphrase: PASSPHRASE, rounds: 2 };
		read(change(makeEd25519Key(options)), PASSPHRASE);
	});

	it('on one line without spaces is read', () => {
		read(pkcs8(KEYS.RSA).replace(/\n/g, ''));
	});

	it.each([
		[
			'after the attributes of a PKCS#12 file',
			`Bag Attributes\n    localKeyID: 35 1D\n${pkcs8(KEYS.RSA)}`,
		],
		['after its certificate', `${CERTIFICATE}${pkcs8(KEYS.RSA)}`],
		['before its certificate', `${pkcs8(KEYS.RSA)}${CERTIFICATE}`],
		['after the parameters of its curve', `${PARAMETERS}${sec1(KEYS['EC P-256'])}`],
		['after a note', `# for the ERP\n${sec1(KEYS['EC P-256'])}`],
		['in quotes', JSON.stringify(pkcs8(KEYS.RSA))],
	])('is read if it was pasted %s', (_, pasted) => {
		for (const [, change] of PASTED) read(change(pasted));
	});

	it('with line breaks of an old Mac is read', () => {
		read(pkcs1(KEYS.RSA).replaceAll('\n', '\r'), PASSPHRASE);
		read(PUTTY_KEYS.rsaIn3.text.replaceAll('\n', '\r'));
	});

	describe("in PuTTY's format", () => {
		const { ed25519In3Encrypted, ...readable } = PUTTY_KEYS;

		it.each(Object.entries(readable))(
			'%s is read as the same key',
			(name, { text, fingerprint: own }) => {
				const passphrase = name.endsWith('Encrypted') ? PUTTY_PASSPHRASE : '';
				for (const [, change] of PASTED) {
					expect(fingerprint(read(change(text), passphrase))).toBe(own);
				}
			},
		);

		it('may have a Windows path as its comment', () => {
			read(PUTTY_KEY_WITH_PATH);
		});

		it('3, encrypted, is refused with the command that converts it', () => {
			expect(faultOf(ed25519In3Encrypted.text, PUTTY_PASSPHRASE)).toEqual({
				kind: 'unusableKey',
				fault: 'unreadable',
				format: "an encrypted key in PuTTY's format 3",
				command: 'puttygen key.ppk -O private-openssh -o key',
			});
		});

		it('is refused if it was cut, or with a wrong passphrase', () => {
			const { text } = PUTTY_KEYS.ed25519In2Encrypted;
			expect(faultOf(text)).toMatchObject({ fault: 'passphraseMissing' });
			expect(faultOf(text, 'open barley')).toMatchObject({ fault: 'passphraseWrong' });
			const damaged = { format: expect.stringContaining('cut off or damaged') as string };
			expect(faultOf(PUTTY_KEYS.rsaIn3.text.slice(0, 300))).toMatchObject(damaged);
			expect(faultOf(PUTTY_KEYS.rsaIn3.text.replace('AAAAB3', 'AAAAB4'))).toMatchObject(damaged);
		});
	});

	it('that is encrypted needs its passphrase', () => {
		expect(faultOf(encrypted(KEYS.Ed25519))).toMatchObject({ fault: 'passphraseMissing' });
		expect(faultOf(ED25519_IN_GCM, 'wrong')).toMatchObject({ fault: 'passphraseWrong' });
		expect(faultOf(ED25519_IN_GCM, PASSPHRASE)).toBeUndefined();
		// One in 256 wrong passphrases decrypts to something, which is no key.
		const key = encrypted(KEYS.Ed25519);
		for (let tries = 0; tries < 1000; tries++) {
			expect(faultOf(key, `wrong ${tries}`)).toMatchObject({ fault: 'passphraseWrong' });
		}
	});

	it('that is not a key at all is refused, without a command', () => {
		for (const pasted of ['/home/erp/.ssh/id_rsa', 'MIIB', pkcs1(KEYS.RSA).slice(0, 400)]) {
			expect(faultOf(pasted, PASSPHRASE)).toEqual({ kind: 'unusableKey', fault: 'unreadable' });
		}
	});

	it('that is encrypted with an outdated cipher is named, with the command that converts it', () => {
		expect(faultOf(PKCS8_WITH_MD5_AND_DES, PASSPHRASE)).toMatchObject({
			format: 'an encrypted PKCS#8 key with an outdated cipher',
			command: expect.stringContaining('-provider legacy') as string,
		});
	});

	it.each([
		['ssh-ed25519 AAAAC3NzaC1lZDI1NTE5 erp', 'a public key', undefined],
		[
			'---- BEGIN SSH2 PUBLIC KEY ----\nAAAA\n---- END SSH2 PUBLIC KEY ----',
			'a public key',
			undefined,
		],
		[
			'---- BEGIN SSH2 ENCRYPTED PRIVATE KEY ----\nP2/56w\n---- END SSH2 ENCRYPTED PRIVATE KEY ----',
			'a private key of SSH Tectia (ssh.com)',
			'puttygen key -O private-openssh -o key.openssh',
		],
		['-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----', 'a certificate', 'openssl'],
		[pkcs8(KEYS.RSA).slice(0, 400), 'a PKCS#8 key that is cut off or damaged', undefined],
		[pkcs8(generateKeyPairSync('x25519').privateKey), 'a key of the type x25519', 'ssh-keygen'],
		[
			pkcs8(generateKeyPairSync('ec', { namedCurve: 'secp256k1' }).privateKey),
			'a key on a curve that SSH servers do not accept',
			'ssh-keygen -t ed25519',
		],
		[
			'-----BEGIN DSA PRIVATE KEY-----\nMIIB\n-----END DSA PRIVATE KEY-----',
			'a DSA key',
			'ssh-keygen',
		],
	])('that is not a private key is refused, with what it is: %#', (pasted, format, command) => {
		const fault = faultOf(pasted);
		expect(fault).toMatchObject({
			kind: 'unusableKey',
			format: expect.stringContaining(format) as string,
			command: command === undefined ? undefined : (expect.stringContaining(command) as string),
		});
		const server = { host: 'h', port: 22, username: 'u' };
		const { message, description } = explainConnectFailure(
			fault as ConnectFailure['reason'],
			server,
		);
		expect(message).toContain(`cannot be read: it is ${format}`);
		expect(description).toContain(command ?? 'Paste the whole file');
	});
});

describe('pinned keys', () => {
	it.each([
		[`SHA256:${HASH}`, 1],
		[`${HASH}=`, 1],
		[`SHA256:${HASH}, SHA256:${HASH}`, 2],
		['', 0],
	])('are read from %j', (text, count) => {
		const fingerprints = Array<string>(count).fill(`SHA256:${HASH}`);
		expect(pinnedKeys(text)).toEqual({ fingerprints, types: [] });
	});

	it('may have their types beside them, as error messages and ssh-keygen write them', () => {
		expect(pinnedKeys(`SHA256:${HASH} (ssh-rsa), SHA256:${HASH} (ED25519)`).types).toEqual([
			'ssh-rsa',
			'ssh-ed25519',
		]);
	});

	it.each(['MD5:16:27:ac:a5', '16:27:ac:a5', `SHA256:${HASH.slice(1)}`, 'SHA256:…'])(
		'are refused from %j',
		(text) => {
			expect(() => pinnedKeys(text)).toThrow('Host Key Fingerprint');
		},
	);

	it('come first by their type, and types that were already seen are left out', () => {
		expect(hostKeyAlgorithms(['ssh-rsa'], new Set()).slice(0, 4)).toEqual([
			'rsa-sha2-512',
			'rsa-sha2-256',
			'ssh-rsa',
			'ssh-ed25519',
		]);
		expect(hostKeyAlgorithms([], new Set(['ssh-ed25519', 'ssh-rsa']))).toEqual([
			'ecdsa-sha2-nistp256',
			'ecdsa-sha2-nistp384',
			'ecdsa-sha2-nistp521',
		]);
		expect(hostKeyAlgorithms(['ssh-dss'], new Set(['ssh-ed25519']))).not.toContain('ssh-dss');
	});
});

describe('a credential', () => {
	const data = { host: ' sftp.example ', username: 'erp', password: ' as it is ' };

	it('is read as filled in', () => {
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
		[{ ...data, port: 0 }, 'Port in'],
		[{ ...data, port: 'ssh' }, 'Port in'],
	])('without what it needs is refused: %p', (incomplete, message) => {
		expect(() => serverSettings(incomplete)).toThrow(message);
	});

	it.each(['sftp://erp:geheim@sftp.example', 'erp:geheim@sftp.example', 'sftp.example -P geheim'])(
		'whose host holds more than a name is refused, and not shown: %s',
		(host) => {
			const read = () => serverSettings({ ...data, host });
			expect(read).toThrow('Host in the credential ERP SFTP is not the name of a host');
			expect(read).not.toThrow(/geheim/);
		},
	);
});
