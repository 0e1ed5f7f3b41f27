import { today } from '../simulator/dates';

export interface VoipcloudOptions {
	/** Port on 127.0.0.1; 0 takes a free one. */
	port: number;
	/** The day the seeded data is relative to, and on which funds are moved, `YYYY-MM-DD`. */
	today: string;
	apiKey: string;
	/** Whether the caller's address is allow-listed; if not, every call is answered 401. */
	ipAllowed: boolean;
	/** The only captcha answer that Google would confirm. */
	captcha: string;
	/** The path before the methods' names; the vendor shows it and the names only in the portal. */
	apiPath: string;
	/** Names of the methods in the URL that differ from the usual, e.g. another `get-customer-balance`. */
	methodNames: Record<string, string>;
	/** Names of query parameters that differ from the usual, e.g. another `from_date`. */
	parameterNames: Record<string, string>;
	/** How many decimals an amount may have; the vendor does not publish it. */
	amountDecimals: number;
	/** Serves `POST /__control/…`, so that another process can inject faults. */
	control: boolean;
}

export const DEFAULT_OPTIONS: Omit<VoipcloudOptions, 'today'> = {
	port: 0,
	apiKey: 'voipcloud-partner-key',
	ipAllowed: true,
	captcha: 'captcha-of-a-person',
	apiPath: '/api/integration/v2',
	methodNames: {},
	parameterNames: {},
	amountDecimals: 2,
	control: false,
};

export function withDefaults(options: Partial<VoipcloudOptions>): VoipcloudOptions {
	return { today: today(), ...DEFAULT_OPTIONS, ...options };
}
