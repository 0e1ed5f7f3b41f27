import type { Method, Parameters } from './call';
import { Refusal } from './errors';

/** The parts of a request with parameters. */
export interface Sent {
	query: string;
	contentType: string;
	body: Buffer;
}

/**
 * A method's parameters by the API's usual names: a GET's from the query, others' from a multipart form.
 *
 * @param names usual name → this portal's name
 * @throws Refusal 400 if one is missing, unknown or given twice, or the form is invalid
 */
export async function readParameters(
	method: Method,
	sent: Sent,
	names: Record<string, string>,
): Promise<Parameters> {
	const inQuery = [...new URLSearchParams(sent.query)];
	const pairs = method.verb === 'GET' ? inQuery : await formOf(sent);
	if (method.verb !== 'GET' && inQuery.length > 0) {
		throw new Refusal(400, `Unknown parameter in the query: ${inQuery[0][0]}.`);
	}
	const expected = new Map(method.parameters.map((name) => [names[name] ?? name, name]));
	const read = new Map<string, string>();
	for (const [name, value] of pairs) {
		const usualName = expected.get(name);
		if (usualName === undefined) throw new Refusal(400, `Unknown parameter: ${name}.`);
		if (read.has(usualName)) throw new Refusal(400, `${name} is given twice.`);
		read.set(usualName, value);
	}
	for (const [name, usualName] of expected) {
		if (!read.get(usualName)) throw new Refusal(400, `${name} is missing.`);
	}
	return read;
}

async function formOf({ contentType, body }: Sent): Promise<Array<[string, string]>> {
	if (!/^multipart\/form-data; *boundary=/i.test(contentType)) {
		throw new Refusal(400, 'Parameters must be sent as multipart/form-data.');
	}
	let form: FormData;
	try {
		form = await new Response(body, { headers: { 'content-type': contentType } }).formData();
	} catch {
		throw new Refusal(400, 'The form cannot be read.');
	}
	return [...form].map(([name, value]) => {
		if (typeof value === 'string') return [name, value];
		throw new Refusal(400, `${name} must not be a file.`);
	});
}
