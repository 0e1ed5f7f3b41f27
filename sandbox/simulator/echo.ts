import type { EchoFault } from './fault';
import type { Reply } from './reply';
import type { ReceivedCall } from './server';

/** Headers without secrets. Every other one is quoted, so that a new vendor's key is, too. */
const PLAIN_HEADERS =
	/^(accept|accept-.*|connection|content-.*|host|sec-.*|transfer-encoding|user-agent)$/;

const SECRET_FIELDS = ['client_secret', 'refresh_token', 'code'];

/** An answer that quotes the call's credentials, as proxies and careless APIs do. */
export function echo(
	{ form, place, status = 400 }: EchoFault,
	call: ReceivedCall,
	errorBody: unknown,
): Reply {
	const text = `Refused: ${secretsIn(call)
		.map((secret) => FORMS[form](secret))
		.join(' and ')}`;
	switch (place) {
		case 'body':
			return { status, body: withTexts(errorBody, text) };
		case 'contentType':
			return {
				status: 200,
				headers: { 'content-type': `text/html; said="${encodeHeader(text)}"` },
				body: '<html></html>',
			};
		case 'statusText':
			return { status, statusText: encodeHeader(text), body: '' };
		case 'success':
			return { status: 200, body: { code: 200, data: { said: text } } };
	}
}

const FORMS: Record<EchoFault['form'], (secret: string) => string> = {
	plain: (secret) => secret,
	url: encodeURIComponent,
	urlTwice: (secret) => encodeURIComponent(encodeURIComponent(secret)),
	base64: (secret) => Buffer.from(secret).toString('base64'),
	base64InLines: (secret) =>
		Buffer.from(`Authorization: ${secret}`).toString('base64').replace(/.{64}/g, '$&\r\n'),
	json: (secret) => JSON.stringify({ secret }),
	html: (secret) => secret.replace(/[^A-Za-z0-9]/g, (letter) => `&#${letter.charCodeAt(0)};`),
	cut: (secret) => `${secret.slice(0, Math.ceil(secret.length / 2))}…`,
	cutAtBothEnds: (secret) => `…${secret.slice(3, -3)}…`,
};

function secretsIn({ headers, body }: ReceivedCall): string[] {
	const sent = Object.entries(headers).flatMap(([name, value]) =>
		PLAIN_HEADERS.test(name) ? [] : String(value),
	);
	const form = new URLSearchParams(body.toString());
	const fields = SECRET_FIELDS.map((name) => form.get(name)).filter((value) => value !== null);
	return [...sent.map((value) => value.replace(/^(Bearer|Basic) /, '')), ...fields];
}

/** The same body with this text in place of each text. */
function withTexts(body: unknown, text: string): unknown {
	if (typeof body === 'string') return text;
	if (typeof body !== 'object' || body === null || Array.isArray(body)) return body;
	return Object.fromEntries(
		Object.entries(body).map(([name, value]) => [name, withTexts(value, text)]),
	);
}

/** Headers are Latin-1, in one line. */
function encodeHeader(text: string): string {
	return text.replace(/[^\x20-\x7e]/g, '.');
}
