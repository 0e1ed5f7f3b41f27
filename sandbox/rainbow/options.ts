import { today } from '../simulator/dates';

/** A user of the platform. Only some roles may see invoices. */
export interface RainbowUser {
	login: string;
	password: string;
	roles: string[];
	/** The companies that the user sees; absent: every company. */
	companyIds?: string[];
	/** A permanent key of the user. */
	apiKey?: string;
}

/** An application registered with the platform, for logins and for OAuth 2.0. */
export interface RainbowApplication {
	id: string;
	secret: string;
	redirectUris: string[];
}

export interface RainbowOptions {
	/** Port on 127.0.0.1; 0 takes a free one. */
	port: number;
	/** The day the seeded files are relative to, `YYYY-MM-DD`. They depend on nothing else. */
	today: string;
	users: RainbowUser[];
	applications: RainbowApplication[];
	/** The user who agrees in the browser when an application asks for access. */
	oauthUser: string;
	/** Seconds a JWT or an access token lives. */
	expiresIn: number;
	/** The header for API keys; guides of different age name different ones. */
	apiKeyHeader: 'x-rainbow-api-key' | 'apikey';
	/** Whether the list has company name and file type; the vendor documents neither field. */
	withUndocumentedFields: boolean;
	/** Serves `POST /__control/…`, so that another process can inject faults. */
	control: boolean;
}

export const DEFAULT_USER: RainbowUser = {
	login: 'finance@reseller.example',
	password: 'Rainbow-Finance-1',
	roles: ['bp_finance'],
	apiKey: 'rainbow-api-key-of-finance',
};

export const SUPERADMIN: RainbowUser = {
	login: 'root@reseller.example',
	password: 'Rainbow-Root-1',
	roles: ['superadmin'],
	apiKey: 'rainbow-api-key-of-root',
};

/** May log in, but has none of the roles that see invoices. */
export const PLAIN_USER: RainbowUser = {
	login: 'someone@reseller.example',
	password: 'Rainbow-User-1',
	roles: ['user'],
	apiKey: 'rainbow-api-key-of-someone',
};

export const DEFAULT_APPLICATION: RainbowApplication = {
	id: 'f9b46eb0553211e6bc2c6b6f68656c6c',
	secret: 'rainbow-application-secret',
	redirectUris: [],
};

export function withDefaults(options: Partial<RainbowOptions>): RainbowOptions {
	return {
		port: 0,
		today: today(),
		users: [DEFAULT_USER, SUPERADMIN, PLAIN_USER],
		applications: [structuredClone(DEFAULT_APPLICATION)],
		oauthUser: DEFAULT_USER.login,
		expiresIn: 3600,
		apiKeyHeader: 'x-rainbow-api-key',
		withUndocumentedFields: true,
		control: false,
		...options,
	};
}
