import { PortalData } from './data/portalData';
import { Faults } from './faults/faults';
import type { VoipcloudOptions } from './options';

/** One call that was made, as the log keeps it: never its body, never the key. */
export interface LoggedRequest {
	method: string;
	path: string;
	/** The query as it was sent, without the question mark. */
	query: string;
	/** The content type without its boundary, empty where there is none. */
	contentType: string;
	/** The status that was answered. */
	status: number;
	/** Whether there was a `token` header. */
	token: boolean;
}

/** Everything that a running simulator keeps. */
export class State {
	readonly data: PortalData;
	readonly faults = new Faults();
	readonly requests: LoggedRequest[] = [];
	ipAllowed: boolean;

	constructor(readonly options: VoipcloudOptions) {
		this.data = new PortalData(options.today);
		this.ipAllowed = options.ipAllowed;
	}

	/** As after the start: seeded data, no faults, an empty log. */
	reset(): void {
		this.data.reset();
		this.faults.clear();
		this.requests.length = 0;
		this.ipAllowed = this.options.ipAllowed;
	}
}
