import { OperatorError } from '../errors';
import { withoutTrailing } from '../withoutTrailing';

/**
 * The checked address to which paths are appended: a credential's secrets go to this host and no other.
 *
 * @param field as the form names it, e.g. `Base URL in the Rainbow credential`
 * @returns the address without trailing slashes
 * @throws OperatorError if it is not a web address, or contains a login, a query or a fragment
 */
export function checkedBaseUrl(value: unknown, field: string, example: string): string {
	const text = typeof value === 'string' ? value.trim() : '';
	const fault = faultOf(text);
	if (fault === undefined) return withoutTrailing(text, '/');
	// Does not quote the address: it could show a login.
	throw new OperatorError(`${field} ${fault}`, {
		description: `Give the host's address with https://, e.g. ${example}. Nothing was called.`,
	});
}

function faultOf(text: string): string | undefined {
	if (!URL.canParse(text) || !/^https?:\/\//i.test(text)) return 'is not a web address';
	const url = new URL(text);
	if (url.username !== '' || url.password !== '') return 'holds a login';
	if (text.includes('?')) return 'holds a query';
	if (text.includes('#')) return 'holds a fragment';
	return undefined;
}
