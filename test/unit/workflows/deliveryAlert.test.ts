import { runCodeNode } from './codeNode';

function alertOf(json: Record<string, unknown>): Record<string, unknown> {
	return runCodeNode('horisen-delivery-alert.json', 'Alert', { input: [json], outputs: {} })[0];
}

const failedWith = (message: string, description?: string) =>
	String(
		alertOf({
			workflow: { id: 'w', name: 'Delivery' },
			execution: {
				...{ id: '7', url: 'http://n8n/workflow/w/executions/7', lastNodeExecuted: 'Claim' },
				error: { message, description },
			},
		}).text,
	);

describe('Alert', () => {
	it.each([
		['Workflow is not active and cannot be executed.', 'A sub-workflow is not published'],
		['Data table size limit exceeded: 200MB used', 'The Data Tables of this n8n are full'],
		['SQLITE_FULL: database or disk is full', 'A disk is full'],
		['SQLITE_BUSY: database is locked', "n8n's own database was busy"],
		['Something new', 'Open the execution and look at the step in red'],
	])('of "%s" says what to do', (message, advice) => {
		const text = failedWith(message);
		expect(text).toContain(`What happened: ${message}`);
		expect(text).toContain(`What to do: ${advice}`);
	});

	it('takes the advice of a step that gives one', () => {
		expect(failedWith('HORISEN refuses', 'Ask for the privilege')).toContain(
			'What to do: Ask for the privilege\n',
		);
	});

	it('leaves out where in a Code node it was thrown', () => {
		expect(failedWith('2 documents failed [line 12, for item 3]')).toContain(
			'What happened: 2 documents failed\n',
		);
	});

	it('tells of a trigger that could not start', () => {
		const alert = alertOf({
			workflow: { id: 'w', name: 'Delivery' },
			trigger: { error: { message: 'no such zone' }, mode: 'trigger' },
		});
		expect(alert.text).toContain('"Delivery" ended with an error before its first step.');
		expect(alert.text).toContain('Execution: none was started');
	});

	it.each([
		'Authorization: Bearer abc.def-123',
		'authorization=Basic c2VjcmV0',
		'"client_secret": "abc"',
		"password='abc'",
		'access_token=abc&x=1',
		'sftp://user:abc@host/in',
		'-----BEGIN OPENSSH PRIVATE KEY-----\nabc\n-----END OPENSSH PRIVATE KEY-----',
		'-----BEGIN PRIVATE KEY-----\nabc',
		'{"privateKey":"abc"}',
		'{"private_key" : "abc abc"}',
		'{\\"client_secret\\":\\"abc\\"}',
		'{\\\\\\"password\\\\\\" : \\\\\\"abc\\\\\\"}',
		'{"password":"x\\"abc"}',
		'{\\"password\\":\\"x\\\\\\"abc\\"}',
		'pwd=abc',
		'passwd: abc',
		'password: correct horse abc, and abc',
		'Passphrase = correct; abc',
		'Authorization: Digest response=abc',
		'Set-Cookie: a=b; sid=abc',
		'sessionId=abc',
		'private key: abc',
		'postgres://u:abc/w@host/db',
		'postgres://u:p/abc@host',
		'postgres://u:p@abc@host',
		'http://host/path,sftp://u:abc@host',
		'https://abc@host/path',
		'token="abc',
	])('blots out the secret of %j', (message) => {
		const text = failedWith(`It said ${message}`, `and ${message}`);
		expect(text).not.toMatch(/abc|c2VjcmV0/);
		expect(text).toContain('***');
		expect(text).toContain('It said');
	});

	it.each([
		['{"client_secret":"x","error":"denied"}', '"error":"denied"}'],
		['{\\"token\\":\\"x\\",\\"error\\":\\"denied\\"}', '\\"error\\":\\"denied\\"}'],
		['password: x y\nThe server closed.', '\nThe server closed.'],
		['sftp://u:p/w@host/in', 'sftp://***@host/in'],
		['https://host/users/a@b.example', 'https://host/users/a@b.example'],
		['The password is wrong, and the token has expired', 'and the token has expired'],
	])('keeps the rest of %j', (message, kept) => {
		expect(failedWith(message)).toContain(kept);
	});

	it.each([
		['token', 'token'],
		['addresses', '://a:'],
		['quotes', 'password="'],
		['open quotes', "secret='x "],
		['backslashes', 'secret\\\\'],
		['spaces', 'token   '],
		['keys', '-----BEGIN '],
		['ends of keys', '-----END '],
	])('reads a long text of %s once', (_, part) => {
		const message = part.repeat(500_000 / part.length);
		const startedAt = performance.now();
		failedWith(message, message);
		expect(performance.now() - startedAt).toBeLessThan(2_000);
	});

	it('is short, whatever an answer held', () => {
		expect(failedWith('x'.repeat(100_000), 'y'.repeat(100_000)).length).toBeLessThan(2_500);
	});
});
