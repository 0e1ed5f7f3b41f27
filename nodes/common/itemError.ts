import { isRecord } from './value';

const LONGEST = 500;

/**
 * What n8n's own nodes put into the field `error` of an item for which they failed: a text, or an error as JSON. Empty
 * if there is none.
 */
export function itemErrorText(json: Record<string, unknown>): string {
	const { error } = json;
	if (!error) return '';
	const text = isRecord(error) ? error.message : error;
	const said = typeof text === 'string' && text !== '' ? text : JSON.stringify(error);
	return said.replace(/\s+/g, ' ').slice(0, LONGEST);
}
