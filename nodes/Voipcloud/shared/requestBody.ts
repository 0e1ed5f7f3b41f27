/** The formats of a call's fields. */
export const BODY_FORMATS = ['multipart', 'urlencoded', 'json'] as const;

export type BodyFormat = (typeof BODY_FORMATS)[number];

export interface RequestBody {
	contentType: string;
	content: Buffer;
}

/** One field of a form. */
export interface FormField {
	name: string;
	value: string;
}

/** Writes fields as a request body, in UTF-8. */
export async function writeBody(fields: FormField[], format: BodyFormat): Promise<RequestBody> {
	switch (format) {
		case 'multipart': {
			const form = new FormData();
			for (const { name, value } of fields) form.append(name, value);
			// The platform's own encoder writes the boundary and escapes the names.
			const encoded = new Response(form);
			return {
				contentType: encoded.headers.get('content-type') ?? '',
				content: Buffer.from(await encoded.arrayBuffer()),
			};
		}
		case 'urlencoded': {
			const pairs = fields.map(({ name, value }): [string, string] => [name, value]);
			return {
				contentType: 'application/x-www-form-urlencoded; charset=utf-8',
				content: Buffer.from(new URLSearchParams(pairs).toString()),
			};
		}
		case 'json': {
			const entries = fields.map(({ name, value }) => [name, value]);
			return {
				contentType: 'application/json',
				content: Buffer.from(JSON.stringify(Object.fromEntries(entries))),
			};
		}
	}
}
