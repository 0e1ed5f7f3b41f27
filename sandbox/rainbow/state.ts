import { RainbowData } from './data/data';
import { Faults } from './faults/faults';
import type { RainbowApplication, RainbowOptions, RainbowUser } from './options';
import { Sessions } from './sessions';

/** One call that was made, as the log keeps it: never its body, a token or a key. */
export interface LoggedRequest {
	method: string;
	path: string;
	/** The query as it was sent, without the question mark. */
	query: string;
	/** The status that was answered. */
	status: number;
}

/** An authorization code or a refresh token. */
interface Grant {
	user: RainbowUser;
	application: RainbowApplication;
	/** Where the code was sent; the exchange has to name it again. */
	redirectUri?: string;
}

/** Everything that a running simulator keeps. */
export class State {
	readonly data: RainbowData;
	readonly faults = new Faults();
	readonly sessions = new Sessions();
	readonly grants = new Map<string, Grant>();
	readonly requests: LoggedRequest[] = [];
	/** How often OAuth 2.0 gave tokens. */
	tokenFetches = 0;

	constructor(readonly options: RainbowOptions) {
		this.data = new RainbowData(options.today);
	}

	/** As after the start: seeded files, no faults, no sessions, an empty log. */
	reset(): void {
		this.data.reset();
		this.faults.clear();
		this.sessions.reset();
		this.grants.clear();
		this.requests.length = 0;
		this.tokenFetches = 0;
	}
}
