import type { Reply } from '../simulator/reply';
import type { RainbowUser } from './options';

/** A routed request with its content. */
export interface Call {
	/** The raw path, without the query. */
	path: string;
	query: URLSearchParams;
	headers: NodeJS.Dict<string | string[]>;
	body: string;
	/** The caller; only if the route needs it. */
	user?: RainbowUser;
}

/** The content of a file, generated line by line as it is sent. */
export interface FileBody {
	bytes: number;
	lines(): Iterable<string>;
}

/** The calls that faults can be injected into. */
export type RouteName = 'login' | 'authorize' | 'token' | 'list' | 'download';

export interface Route {
	name: RouteName;
	method: 'GET' | 'POST';
	/** Matches the whole path. */
	pattern: RegExp;
	/** Whether the call needs a session, a token or a key, and one of the roles. */
	authenticated: boolean;
	answer(call: Call): Reply;
}

export function isFileBody(body: unknown): body is FileBody {
	return typeof (body as Partial<FileBody> | null)?.lines === 'function';
}
