import { PortalData } from './data/portalData';
import { Faults } from './faults/faults';
import type { VoipcloudOptions } from './options';

/** One call in the log, without its body and the key. */
export interface LoggedRequest {
	method: string;
	path: string;
	/** The raw query, without the question mark. */
	query: string;
	/** The content type without its boundary; may be empty. */
	contentType: string;
	/** The status of the answer. */
	status: number;
	/** Whether there was a `token` header. */
	token: boolean;
}

/** The state of a running simulator. */
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
