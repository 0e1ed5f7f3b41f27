import { ledgerPlace } from '../../../nodes/DeliveryLedger/ledgerCredential';
import { explainPostgresFailure } from '../../../nodes/DeliveryLedger/store/postgres/postgresFailure';
import type { PostgresSettings } from '../../../nodes/DeliveryLedger/store/postgres/postgresSettings';
import { embeddedPlace, type Instance } from '../../../nodes/DeliveryLedger/store/embeddedPlace';
import {
	networkFileSystem,
	requireLocalDisk,
} from '../../../nodes/DeliveryLedger/store/sqlite/fileSystem';
import { nodeSqlite } from '../../../nodes/DeliveryLedger/store/sqlite/nodeSqlite';

jest.mock('node:fs', () => ({
	...jest.requireActual<object>('node:fs'),
	statfsSync: (folder: string) => ({ type: folder === '/nfs' ? 0x6969 : 0xef53 }),
}));

/** A certificate made for these tests. */
const PEM = `-----BEGIN CERTIFICATE-----
MIIBbzCCARWgAwIBAgIUB44lH7Z6tnlP7pfIJCqWeJ/28IgwCgYIKoZIzj0EAwIw
DTELMAkGA1UEAwwCY2EwHhcNMjYxMTI5MjA0MjMwWhcNMzYxMTI2MjA0MjMwWjAN
MQswCQYDVQQDDAJjYTBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABERhMRzi8F3q
IJWosBuyHG5z2SgDIsHgq4U73ZKP/h6ZmYRAJAj0ywg2HYiRKUpJgBVCyGokWjg9
Vj1iScJGVW6jUzBRMB0GA1UdDgQWBBSp9SsUukW4518ja3gIxdgJ8MEKHzAfBgNV
HSMEGDAWgBSp9SsUukW4518ja3gIxdgJ8MEKHzAPBgNVHRMBAf8EBTADAQH/MAoG
CCqGSM49BAMCA0gAMEUCIQClY91CzAXmHLX1GMGmtryD9af/RnwLHfvFRaOJvlsy
MQIgY/Bb90YKW1CfoK2XQcFywsErVPoncrxNR9jPh3xafrA=
-----END CERTIFICATE-----
`;

const instance = (environment: Instance['environment'], file = ''): Instance => ({
	environment: { N8N_USER_FOLDER: '/home/node', ...environment },
	readFile: (path) => {
		expect(path).toBe('/run/secrets/db-type');
		return file;
	},
});

const PLACE = '/home/node/.n8n/delivery-ledger.sqlite';
const NAMED_FILE = { store: 'sqlite', file: '/data/ledger.sqlite' };

describe('the embedded ledger', () => {
	it.each([
		['says nothing', {}],
		['says SQLite', { DB_TYPE: 'sqlite' }],
		['says SQLite in a file', { DB_TYPE_FILE: '/run/secrets/db-type' }],
		['runs its executions itself', { EXECUTIONS_MODE: 'regular' }],
	])('lives in the user folder if n8n %s', (_, environment) => {
		expect(embeddedPlace(instance(environment, 'sqlite\n'))).toBe(PLACE);
	});

	it('lives in the home folder if n8n has no folder of its own', () => {
		expect(embeddedPlace(instance({ N8N_USER_FOLDER: undefined }))).toMatch(
			/^\/.+\/\.n8n\/delivery-ledger\.sqlite$/,
		);
	});

	it.each([
		['in queue mode', { EXECUTIONS_MODE: 'queue' }, 'cannot be used in queue mode'],
		['on a Postgres of its own', { DB_TYPE: 'postgresdb' }, 'may be lost with its container'],
		[
			'on a Postgres that a file names',
			{ DB_TYPE_FILE: '/run/secrets/db-type' },
			'may be lost with its container',
		],
	])('is refused if n8n runs %s, with advice', (_, environment, message) => {
		const open = () => embeddedPlace(instance(environment, 'postgresdb\n'));
		expect(open).toThrow(message);
		expect(open).toThrow(
			expect.objectContaining({
				description: expect.stringMatching(
					/Keep the ledger in Postgres: .* Nothing was done\./,
				) as string,
			}),
		);
	});
});

describe('a file that a credential names', () => {
	it('is used if n8n keeps its own data in Postgres', () => {
		expect(ledgerPlace(NAMED_FILE, instance({ DB_TYPE: 'postgresdb' }))).toEqual(NAMED_FILE);
	});

	it('is the one in the default place if the field is empty', () => {
		expect(ledgerPlace({ store: 'sqlite', file: ' ' }, instance({}))).toEqual({
			store: 'sqlite',
			file: PLACE,
		});
	});

	it('is refused in queue mode, and if the path is not absolute', () => {
		expect(() => ledgerPlace(NAMED_FILE, instance({ EXECUTIONS_MODE: 'queue' }))).toThrow(
			'queue mode',
		);
		expect(() => ledgerPlace({ store: 'sqlite', file: 'x.sqlite' }, instance({}))).toThrow(
			'is not an absolute path: x.sqlite',
		);
	});
});

describe('a database that a credential names', () => {
	const postgres = {
		...{ store: 'postgres', host: 'db.example', port: 5433, database: 'n8n', user: 'n8n' },
		...{ password: 'geheim', schema: 'delivery_ledger', ssl: 'off', caCertificate: '' },
	};
	const place = (changes: object) => ledgerPlace({ ...postgres, ...changes }, instance({}));

	it('is used as it was filled in', () => {
		expect(place({})).toEqual(postgres);
		expect(place({ port: undefined, host: '/run/postgresql' })).toMatchObject({
			port: 5432,
			host: '/run/postgresql',
		});
		// The form hides the certificate.
		expect(place({ caCertificate: 'of earlier' })).toMatchObject({ caCertificate: '' });
	});

	it.each([
		[{ port: 'postgres' }, 'Port of the Delivery Ledger credential is not a whole number'],
		[{ port: -1 }, 'Port of the Delivery Ledger credential is not a whole number'],
		[{ ssl: 'verify', caCertificate: 'MIIB' }, 'CA Certificate of the Delivery Ledger credential'],
		[
			{ ssl: 'verify', caCertificate: PEM.replace('MII', 'MIII') },
			'CA Certificate of the Delivery Ledger credential',
		],
		[{ host: 'postgres://n8n:geheim@db.example/n8n' }, 'Host of the Delivery Ledger credential'],
		[{ host: 'host=db.example password=geheim' }, 'Host of the Delivery Ledger credential'],
	])('is refused with %j, without its password', (changes, message) => {
		expect(() => place(changes)).toThrow(message);
		expect(() => place(changes)).not.toThrow(/geheim/);
	});

	it.each([
		['as the file is', PEM],
		['on one line', PEM.replaceAll('\n', ' ')],
		['with line breaks as text', PEM.replaceAll('\n', '\\n')],
		['indented', PEM.replaceAll(/^/gm, '   ')],
		['after a note', `# our authority\n${PEM}`],
	])('may have the certificate of its authority pasted %s', (_, caCertificate) => {
		expect(place({ ssl: 'verify', caCertificate })).toMatchObject({ caCertificate: PEM });
		const two = `${caCertificate}\n${caCertificate}`;
		expect(place({ ssl: 'verify', caCertificate: two })).toMatchObject({
			caCertificate: PEM + PEM,
		});
	});

	it('gives no password away where something on the way quotes it', () => {
		const error = { code: 'XX000', message: 'PAM refused n8n with password="geheim"' };
		const explained = explainPostgresFailure(error, postgres as PostgresSettings) as Error;
		expect(explained.message).toContain('failed: PAM refused n8n with password="***"');
	});
});

describe('the disk', () => {
	it('may belong to this machine', () => {
		expect(() => requireLocalDisk('/data/ledger.sqlite')).not.toThrow();
		expect(networkFileSystem(0x01021994)).toBeUndefined();
	});

	it.each([
		[0x6969, 'NFS'],
		// As `statfs` gives it on some systems: the upper bit makes it negative.
		[0xff534d42 | 0, 'CIFS'],
		[0xfe534d42, 'SMB'],
		[0x65735546, 'FUSE'],
	])("counts as another machine's if its type is %i", (type, name) => {
		expect(networkFileSystem(type)).toBe(name);
	});

	it('is refused if it belongs to another machine', () => {
		if (process.platform !== 'linux') return;
		expect(() => requireLocalDisk('/nfs/ledger.sqlite')).toThrow(
			'on a network file system (NFS), where file locks are not safe',
		);
	});
});

it('a Node without node:sqlite is refused, with advice', () => {
	const before = process.getBuiltinModule;
	process.getBuiltinModule = (() => undefined) as typeof before;
	try {
		expect(nodeSqlite).toThrow(/needs Node 22\.16 or later, and n8n runs on Node \d+/);
		expect(nodeSqlite).toThrow(
			expect.objectContaining({
				description: expect.stringContaining('Or keep the ledger in Postgres') as string,
			}),
		);
	} finally {
		process.getBuiltinModule = before;
	}
});
