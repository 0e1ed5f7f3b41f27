/** The methods that faults can be injected into. */
export type MethodName =
	| 'customerBalance'
	| 'partnerBalance'
	| 'moveFunds'
	| 'registerCustomer'
	| 'confirmEmail'
	| 'loginUrl'
	| 'resetPassword';

/** A method's parameters by the API's usual names, from the query or the form. */
export type Parameters = ReadonlyMap<string, string>;

/** One method of the API. */
export interface Method {
	name: MethodName;
	verb: 'GET' | 'PUT' | 'POST';
	/** Its usual name in the URL. */
	path: string;
	/** Its parameters: all are required, and no others are allowed. */
	parameters: readonly string[];
	/** Answers with the envelope's `data`. */
	answer(parameters: Parameters): unknown;
}
