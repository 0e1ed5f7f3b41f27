import { HorisenData } from './data/data';
import { Faults } from './faults/faults';
import type { HorisenOptions } from './options';
import { Tokens } from './tokens';

/** One call in the log, without any token. */
export interface LoggedRequest {
	method: string;
	path: string;
	/** The raw query, without the question mark. */
	query: string;
	/** The raw body; empty for the token call, whose body contains a secret. */
	body: string;
	/** The status of the answer. */
	status: number;
	/** Whether there was an `Authorization` header. */
	authorization: boolean;
}

/** The state of a running simulator. */
export class State {
	readonly data: HorisenData;
	readonly faults = new Faults();
	readonly tokens = new Tokens();
	readonly requests: LoggedRequest[] = [];
	ipAllowed: boolean;
	/** Number of listings without a promised order so far: each may have its own order. */
	unorderedListings = 0;

	constructor(readonly options: HorisenOptions) {
		this.data = new HorisenData(options.seed, options.today);
		this.ipAllowed = options.ipAllowed;
	}

	/** As after the start: seeded data, no faults, no tokens, an empty log. */
	reset(): void {
		this.data.reset();
		this.faults.clear();
		this.tokens.reset();
		this.requests.length = 0;
		this.ipAllowed = this.options.ipAllowed;
		this.unorderedListings = 0;
	}
}
