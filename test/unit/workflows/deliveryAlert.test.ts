import fc from 'fast-check';
import { runInNewContext } from 'node:vm';
import { readTemplate } from '../../../sandbox/engine/template';
import { cpuMilliseconds } from '../../support/cpuTime';

/** A hostile text takes milliseconds; this is what a busy machine may need. */
const MOST_MS = 2_000;

const code = String(
	readTemplate('delivery-alert.json').nodes.find(({ name }) => name === 'Alert')?.parameters.jsCode,
);

interface Alert {
	subject: string;
	text: string;
	workflow?: string;
	executionId?: string;
}

/** What the Code node puts out for what n8n's Error Trigger gives. */
function alertOf(json: object): Alert {
	const $input = { first: () => ({ json }) };
	const timeout = 60_000;
	const [{ json: alert }] = runInNewContext(`(() => {${code}\n})()`, { $input }, { timeout }) as [
		{ json: Alert },
	];
	return { ...alert };
}

const failed = (message: unknown, description?: unknown) => ({
	workflow: { id: 'w1', name: 'HORISEN invoices to ERP' },
	execution: {
		id: '231',
		url: 'https://n8n.example/workflow/w1/executions/231',
		error: { message, description, node: { name: 'Deliver' } },
	},
});

const textOf = (message: unknown) => alertOf(failed(message)).text;

describe('the alert', () => {
	it('says which workflow failed, what happened, what to do and where to look', () => {
		expect(alertOf(failed('2 of 40 documents failed', 'Check the ERP inbox.'))).toEqual({
			subject: 'HORISEN invoices to ERP failed',
			text: [
				'2 of 40 documents failed',
				'Check the ERP inbox.',
				'Node: Deliver',
				'Execution: https://n8n.example/workflow/w1/executions/231',
			].join('\n'),
			workflow: 'HORISEN invoices to ERP',
			executionId: '231',
		});
	});

	it('reports a trigger that could not start, and an error without a message', () => {
		const workflow = { id: 'w1', name: 'Deliveries' };
		const ofTrigger = alertOf({ workflow, trigger: { error: { message: 'HORISEN refuses' } } });
		expect(ofTrigger).toMatchObject({ subject: 'Deliveries failed', text: 'HORISEN refuses' });
		expect(alertOf({}).text).toBe('n8n gave no message');
		expect(alertOf({}).subject).toBe('A workflow failed');
	});

	it('leaves what an operator needs', () => {
		const text =
			'INV-2023-001 (ACME GmbH, 1,234.50 EUR): the server at sftp://erp.example:22/in has another file of this name. Run "Resolve" for key 11111111-0000-4000-8000-000000000001.';
		expect(textOf(text)).toContain(text);
	});

	const PEM = '-----BEGIN OPENSSH PRIVATE KEY-----\nHUNTER2hunter2\n-----END OPENSSH PRIVATE KEY-----';
	it.each([
		['a form field', 'client_secret=HUNTER2&grant_type=x'],
		['an escaped form field', 'client_secret%3DHUNTER2%26grant_type%3Dx'],
		['a form field that is escaped twice', 'client_secret%253DHUNTER2%2526grant_type%253Dx'],
		['a header with a key', 'X-Api-Key: HUNTER2'],
		['a key in words', 'API key: HUNTER2'],
		['a password with a space', 'password: HUN TER2'],
		['an authorization header', 'Authorization: Bearer HUNTER2.abc-123'],
		['a bearer token', 'sent Bearer HUNTER2~abc/123='],
		['an escaped bearer token', 'sent Bearer%20HUNTER2abc'],
		['basic authentication', 'Basic SFVOVEVSMg=='],
		['a cookie', 'Set-Cookie: session=HUNTER2; Path=/'],
		['a JSON web token', `in eyJhbGciOiJIUzI1NiJ9.HUNTER2.dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1g`],
		['JSON', '{"api_key": "HUNTER2", "page": 1}'],
		['escaped JSON', '{\\"apiKey\\":\\"HUNTER2\\"}'],
		['JSON escaped twice', '{\\\\\\"password\\\\\\":\\\\\\"HUNTER2\\\\\\"}'],
		['a pair of name and value', '{"name":"password","value":"HUNTER2"}'],
		['an escaped pair', '{\\"name\\":\\"client_secret\\",\\"value\\":\\"HUNTER2\\"}'],
		['XML', '<password>HUNTER2</password>'],
		['XML with a prefix in the name', '<userPassword>HUNTER2'],
		['userinfo in a URL', 'GET https://joe:HUNTER2@erp.example/in'],
		['userinfo with an @ in it', 'GET https://joe:HUN@TER2@erp.example/in'],
		['a PEM key', `Key:\n${PEM}\nrefused`],
		['a PEM key that is cut off', PEM.slice(0, 55)],
		['an escaped PEM key', PEM.replace(/\n/g, '\\n')],
		['a PuTTY key', 'PuTTY-User-Key-File-3: ssh-ed25519\nPrivate-Lines: 1\nHUNTER2'],
		['a passphrase', "passphrase='HUNTER2'"],
	])('masks %s', (_kind, text) => {
		expect(textOf(`401 for ${text}`)).not.toMatch(/HUNTER2|hunter2|TER2|SFVOVEVSMg/);
		expect(textOf(`401 for ${text}`)).toContain('401 for');
		expect(alertOf(failed('refused', text)).text).not.toMatch(/HUNTER2|hunter2|TER2|SFVOVEVSMg/);
	});

	it.each([
		['names without end', 'password'.repeat(125_000)],
		['spaces', `password${' '.repeat(1_000_000)}`],
		['colons and slashes', '://a:'.repeat(200_000)],
		['open tags', '<password'.repeat(110_000)],
		['keys that never end', '-----BEGIN '.repeat(90_000)],
		['token heads', 'eyJa.'.repeat(200_000)],
		['backslashes', '\\'.repeat(1_000_000)],
		['percent signs', '%25'.repeat(333_333)],
		['name and value that never come', '"name":"password",'.repeat(55_000)],
		['word characters', 'a_'.repeat(500_000)],
	])('is fast with a megabyte of %s', (_kind, text) => {
		let alert = '';
		const taken = cpuMilliseconds(() => (alert = alertOf(failed(text, text)).text));
		expect(taken).toBeLessThan(MOST_MS);
		expect(alert.length).toBeLessThan(50_000);
	});

	it('makes a text from anything that n8n passes', () => {
		const odd = fc.oneof(fc.string({ unit: 'binary' }), fc.integer(), fc.constant(null));
		fc.assert(
			fc.property(odd, odd, (message, description) => {
				expect(alertOf(failed(message, description)).text).toContain('Execution: https://');
			}),
		);
	});
});
