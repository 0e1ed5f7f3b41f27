import type {
	IAdditionalCredentialOptions,
	IExecuteFunctions,
	IHttpRequestOptions,
	ILoadOptionsFunctions,
	IPollFunctions,
} from 'n8n-workflow';
import { STREAMED, type StreamedAnswer } from '../common/http/answer';
import { type Call, makeCall } from '../common/http/call';
import type { CallSubject } from '../common/http/callFailure';
import { withEitherSignal } from '../common/http/eitherSignal';
import { withSignal } from './withSignal';

/** The caller: a run, a trigger's poll, or the editor that fills a list. */
export type CallContext = IExecuteFunctions | IPollFunctions | ILoadOptionsFunctions;

/** A call that ends with its execution, and earlier if nobody waits for it any more. */
export interface ContextCall<Result, Subject extends CallSubject> extends Omit<
	Call<Result, Subject>,
	'cancelled'
> {
	/** Aborts when nobody waits for the answer any more. */
	signal?: AbortSignal;
}

/** Makes a call from n8n. @throws OperatorError with advice, whenever there is no result */
export async function callFrom<Result, Subject extends CallSubject>(
	context: CallContext,
	{ signal, ...call }: ContextCall<Result, Subject>,
): Promise<Result> {
	// Neither a poll nor the editor's list is an execution that somebody could cancel.
	const execution =
		'getExecutionCancelSignal' in context ? context.getExecutionCancelSignal() : undefined;
	return await withEitherSignal(
		[execution, signal],
		async (cancelled) => await makeCall({ ...call, cancelled }),
	);
}

/** Sends a request to which n8n adds the key, session or token of a credential. @param signal ends it */
export async function sendSigned(
	context: CallContext,
	credential: string,
	request: IHttpRequestOptions,
	signal: AbortSignal,
	options?: IAdditionalCredentialOptions,
): Promise<StreamedAnswer> {
	return (await context.helpers.httpRequestWithAuthentication.call(
		withSignal(context, signal),
		credential,
		{ ...STREAMED, ...request },
		options,
	)) as StreamedAnswer;
}
