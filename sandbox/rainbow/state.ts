import { RainbowData } from './data/data';
import { Faults } from './faults/faults';
import type { RainbowApplication, RainbowOptions, RainbowUser } from './options';
import { Sessions } from './sessions';

/** One call in the log, without its body, token or key. */
export interface LoggedRequest {
	method: string;
	path: string;
	/** The raw query, without the question mark. */
	query: string;
	/** The status of the answer. */
	status: number;
}

/** An authorization code or a refresh token. */
interface Grant {
	user: RainbowUser;
	application: RainbowApplication;
	/** The redirect address of the code; the exchange must repeat it. */
	redirectUri?: string;
}

/** The state of a running simulator. */
export class State {
	readonly data: RainbowData;
	readonly faults = new Faults();
	readonly sessions = new Sessions();
	readonly grants = new Map<string, Grant>();
	readonly requests: LoggedRequest[] = [];
	/** How often OAuth 2.0 issued tokens. */
	tokenFetches = 0;
	/** Of files, handed to their callers so far. */
	bytesSent = 0;

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
		this.bytesSent = 0;
	}
}
