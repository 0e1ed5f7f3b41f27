import { HorisenData } from './data/data';
import { Faults } from './faults/faults';
import type { HorisenOptions } from './options';
import { Tokens } from './tokens';

/** One call that was made, as the log keeps it: never its body, never a token. */
export interface LoggedRequest {
	method: string;
	path: string;
	/** The query as it was sent, without the question mark. */
	query: string;
	/** As it was sent; empty without one, and for the token's call, whose body holds a secret. */
	body: string;
	/** The status that was answered. */
	status: number;
	/** Whether there was an `Authorization` header. */
	authorization: boolean;
}

/** Everything that a running simulator keeps. */
export class State {
	readonly data: HorisenData;
	readonly faults = new Faults();
	readonly tokens = new Tokens();
	readonly requests: LoggedRequest[] = [];
	ipAllowed: boolean;
	/** Listings without a promised order begun so far: each may have an order of its own. */
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
