/** NUL, and half of a surrogate pair. With the `u` flag, `\p{Cs}` matches a lone half. */
const NOT_STORABLE = /\0|\p{Cs}/gu;

/** A text that every database can store: what Postgres or UTF-8 cannot hold becomes `�`. */
export function storableText(text: string): string {
	return text.replace(NOT_STORABLE, '\ufffd');
}
