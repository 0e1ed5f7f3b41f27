import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type INodeProperties, NodeHelpers } from 'n8n-workflow';
import { plainHttpNotice } from '../../../nodes/n8n/addressNotices';

const CREDENTIALS = join(__dirname, '../../../credentials');

function isShown(notice: INodeProperties, address: string): boolean {
	return NodeHelpers.displayParameter({ baseUrl: address }, notice, null, null);
}

describe('The notice about an address without encryption', () => {
	const notice = plainHttpNotice('baseUrl', 'the API key');

	it.each(['http://api.example.com', ' http://127.0.0.1:8080', 'Http://a', 'HTTP://a'])(
		'shows below %j',
		(address) => expect(isShown(notice, address)).toBe(true),
	);

	it.each(['', 'https://api.example.com', 'HTTPS://a', 'api.example.com'])(
		'does not show below %j',
		(address) => expect(isShown(notice, address)).toBe(false),
	);
});

describe('The form of a credential', () => {
	const files = readdirSync(CREDENTIALS).filter((name) => name.endsWith('.credentials.ts'));

	it.each(files)('has no regular expression in its conditions: %s', (file) => {
		const [Credential] = Object.values(
			jest.requireActual<Record<string, new () => { properties: INodeProperties[] }>>(
				join(CREDENTIALS, file),
			),
		);
		const conditions = new Credential().properties.map(({ displayOptions }) => displayOptions);
		expect(JSON.stringify(conditions)).not.toContain('"regex"');
	});
});
