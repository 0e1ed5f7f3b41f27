import type { N8nApi } from '../engine/api';
import type { Credentials } from '../engine/template';
import { DEFAULT_CLIENT, type HorisenSimulator } from '../horisen';
import { DEFAULT_APPLICATION, DEFAULT_USER } from '../rainbow';
import type { PostgresServer } from '../postgres/server';
import type { InProcessSftp } from '../sftp/inProcess';
import type { SftpServer } from '../sftp/server';
import { DEFAULT_OPTIONS as VOIPCLOUD } from '../voipcloud';
import type { Partners } from './services';

/** Creates the credentials for the simulators and the SFTP server, as an operator would. */
export async function createCredentials(api: N8nApi, partners: Partners): Promise<Credentials> {
	const { horisen, rainbow, voipcloud, sftp } = partners;
	const credentials: Credentials = {};
	const create = async (name: string, type: string, data: Record<string, unknown>) => {
		credentials[type] = { id: await api.createCredential(name, type, data), name };
	};
	await create('HORISEN (simulator)', 'horisenOAuth2Api', horisenCredential(horisen));
	await create('Rainbow (simulator)', 'rainbowApi', {
		baseUrl: rainbow.url,
		authentication: 'login',
		login: DEFAULT_USER.login,
		password: DEFAULT_USER.password,
		appId: DEFAULT_APPLICATION.id,
		appSecret: DEFAULT_APPLICATION.secret,
	});
	await create('VoIPcloud (simulator)', 'voipcloudApi', {
		baseUrl: voipcloud.url,
		apiKey: VOIPCLOUD.apiKey,
	});
	await create('ERP inbox (sandbox)', 'sftp', ftpNodeCredential(sftp));
	await create('ERP inbox, pinned (sandbox)', 'erpSftpApi', sftpCredential(sftp));
	return credentials;
}

/** An operator's data in the credential of n8n's FTP node for the sandbox's server. */
export function ftpNodeCredential(sftp: SftpServer): Record<string, string | number> {
	const { host, port, username, privateKey } = sftp;
	return { host, port, username, privateKey };
}

/** An operator's data in the ERP SFTP credential for the sandbox's server. */
export function sftpCredential(sftp: SftpServer): Record<string, string | number> {
	return {
		host: sftp.host,
		port: sftp.port,
		username: sftp.username,
		authentication: 'privateKey',
		privateKey: sftp.privateKey,
		hostKeyFingerprint: sftp.hostKeyFingerprint,
	};
}

/** The same with a password, for the server in this process. */
export function passwordCredential(sftp: InProcessSftp): Record<string, string | number> {
	return {
		host: sftp.host,
		port: sftp.port,
		username: sftp.username,
		authentication: 'password',
		password: sftp.password,
		hostKeyFingerprint: sftp.hostKeyFingerprint,
	};
}

/** An operator's data in the HORISEN credential for a simulator. */
export function horisenCredential(horisen: HorisenSimulator): Record<string, string> {
	return {
		platformDomain: 'horisen.example',
		separator: '.',
		apiBaseUrl: horisen.url,
		accountsBaseUrl: horisen.accountsUrl,
		clientId: DEFAULT_CLIENT.id,
		clientSecret: DEFAULT_CLIENT.secret,
	};
}

/** An operator's data in the Delivery Ledger credential for a Postgres on this machine. */
export function ledgerCredential(postgres: PostgresServer): Record<string, string | number> {
	const { host, port, database, user, password } = postgres;
	const schema = 'delivery_ledger';
	return { store: 'postgres', host, port, database, user, password, schema, ssl: 'off' };
}
