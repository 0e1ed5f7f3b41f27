import fc from 'fast-check';
import { writeBody } from '../../../nodes/Voipcloud/shared/requestBody';

const FIELDS = [
	{ name: 'account_number', value: '0010' },
	{ name: 'description', value: 'Grüße 📞 & "more"\r\n--boundary=' },
];

it('writes a form that any reader can parse', async () => {
	await fc.assert(
		fc.asyncProperty(
			fc.string({ unit: 'grapheme-composite', minLength: 1 }),
			fc.string({ unit: 'grapheme-composite' }),
			async (name, value) => {
				const { content, contentType } = await writeBody([{ name, value }], 'multipart');
				expect(contentType).toMatch(/^multipart\/form-data; boundary=/);
				const form = await new Response(content, {
					headers: { 'content-type': contentType },
				}).formData();
				const lines = (text: string) => text.replace(/\r?\n|\r/g, '\n');
				expect([...form].map(([key, text]) => [lines(key), lines(String(text))])).toEqual([
					[lines(name), lines(value)],
				]);
			},
		),
	);
});

it('writes URL-encoded text and JSON', async () => {
	const encoded = await writeBody(FIELDS, 'urlencoded');
	expect(encoded.contentType).toContain('application/x-www-form-urlencoded');
	expect([...new URLSearchParams(encoded.content.toString())]).toEqual(
		FIELDS.map(({ name, value }) => [name, value]),
	);
	const json = await writeBody(FIELDS, 'json');
	expect(json.contentType).toBe('application/json');
	expect(JSON.parse(json.content.toString())).toEqual({
		account_number: '0010',
		description: FIELDS[1].value,
	});
});
