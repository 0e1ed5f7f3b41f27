import { OperatorError } from '../../common/errors';
import { isAbsent } from '../../common/value';
import type { CallContext } from './callContext';

/** What the credential says about the calls to HORISEN's API. */
export interface ApiSettings {
	apiUrl: string;
	/** Of all workflows of this process to that host; 0 for no limit. */
	callsPerSecond: number;
}

/**
 * By the context of a run: n8n reads its database and resolves expressions each time it is asked. Of a run alone: the
 * context of a poll lasts for as long as its workflow is published.
 */
const known = new WeakMap<CallContext, ApiSettings>();

/** @throws OperatorError where the credential's limit is none */
export async function apiSettings(context: CallContext): Promise<ApiSettings> {
	const before = known.get(context);
	if (before) return before;
	const { apiUrl, requestsPerSecond } = await context.getCredentials<{
		apiUrl: string;
		requestsPerSecond?: unknown;
	}>('horisenOAuth2Api');
	const settings = { apiUrl, callsPerSecond: callsPerSecond(requestsPerSecond) };
	if ('getExecutionCancelSignal' in context) known.set(context, settings);
	return settings;
}

/** An expression that finds nothing must not read as "no limit". */
function callsPerSecond(value: unknown = 0): number {
	const number = isAbsent(value) ? NaN : Number(value);
	if (Number.isFinite(number) && number >= 0) return number;
	throw new OperatorError(
		`Requests per Second of the credential is not a number from 0 on: ${JSON.stringify(value)}`,
		{
			description: 'Set it to 0 for no limit, or to a number, e.g. 5 or 0.5. Nothing was called.',
		},
	);
}
