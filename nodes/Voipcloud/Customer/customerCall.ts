import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { OperatorError } from '../../common/errors';
import type { Operation } from '../../routing/operation';
import { callLimits, requestTimeoutOption } from '../../n8n/callOptions';
import { methodUrl, methodUrlField } from '../shared/methodUrl';
import { withoutQueryValues } from '../shared/queryParameters';
import { type BodyFormat, type FormField, writeBody } from '../shared/requestBody';
import { baseUrlOf, callVoipcloud } from '../shared/transport';

/** What makes one of the customer methods different from the others. */
interface CustomerMethod extends Pick<Operation, 'value' | 'name' | 'action' | 'description'> {
	urlField: string;
	/** Its usual name in the URL, e.g. `register-customer`. */
	method: string;
	/** E.g. `registering a customer`. */
	subject: string;
	howToCheck: string;
}

/** VoIPcloud Partner API: every POST method takes this variable. */
const CAPTCHA = 'google_captcha';

const formFields: INodeProperties[] = [
	{
		displayName: 'Google Captcha',
		name: 'googleCaptcha',
		type: 'string',
		typeOptions: { password: true },
		required: true,
		default: '',
		description:
			"Google reCAPTCHA answer of the person who asks, e.g. from your sign-up form. It is used once and sent as google_captcha; VoIPcloud refuses the call without it. Set your site's keys up as Google documents.",
	},
	{
		displayName: 'Fields',
		name: 'fields',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		placeholder: 'Add Field',
		default: {},
		description:
			"What else the method takes. VoIPcloud names these variables in the portal only, next to the method's parameters.",
		options: [
			{
				displayName: 'Field',
				name: 'field',
				values: [
					{
						displayName: 'Name',
						name: 'name',
						type: 'string',
						default: '',
						description: 'Name of the variable, as the portal shows it',
					},
					{ displayName: 'Value', name: 'value', type: 'string', default: '' },
				],
			},
		],
	},
];

const options: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add option',
	default: {},
	options: [
		{
			displayName: 'Body Format',
			name: 'bodyFormat',
			type: 'options',
			options: [
				{ name: 'Form Data (Multipart)', value: 'multipart' },
				{ name: 'Form URL Encoded', value: 'urlencoded' },
				{ name: 'JSON', value: 'json' },
			],
			default: 'multipart',
			description:
				'How the fields are sent. VoIPcloud publishes it for moving funds only, which is multipart.',
		},
		requestTimeoutOption,
	],
};

/** An operation that posts the captcha and the operator's own fields, and gives what VoIPcloud answers. */
export function customerOperation({
	urlField,
	method,
	subject,
	howToCheck,
	...described
}: CustomerMethod): Operation {
	return {
		...described,
		writes: true,
		fields: [...formFields, methodUrlField(urlField, method), options],
		async execute(itemIndex) {
			const chosen = this.getNodeParameter('options', itemIndex) as IDataObject;
			const fields = fieldsOf(
				this.getNodeParameter('googleCaptcha', itemIndex),
				this.getNodeParameter('fields.field', itemIndex, []) as IDataObject[],
			);
			const url = withoutQueryValues(
				methodUrl(await baseUrlOf(this), this.getNodeParameter(urlField, itemIndex) as string),
				fields.map(({ name }) => name),
			);
			const answer = await callVoipcloud(
				this,
				{
					method: 'POST',
					url,
					body: await writeBody(fields, (chosen.bodyFormat ?? 'multipart') as BodyFormat),
					subject,
					howToCheck,
				},
				callLimits(chosen),
			);
			return [{ json: isObject(answer) ? answer : { answer: answer as IDataObject } }];
		},
	};
}

/** The fields as they are sent. @throws OperatorError for an empty captcha, an empty or a repeated name */
function fieldsOf(captcha: unknown, rows: IDataObject[]): FormField[] {
	const captchaText = String(captcha ?? '').trim();
	if (captchaText === '') {
		throw new OperatorError('Google Captcha is empty', {
			description:
				'VoIPcloud refuses the call without the reCAPTCHA answer of the person who asks. Take it from your form, e.g. with an expression.',
		});
	}
	const fields = rows.map(({ name, value }) => ({
		name: String(name ?? '').trim(),
		value: String(value ?? ''),
	}));
	const names = [CAPTCHA, ...fields.map(({ name }) => name)];
	const twice = names.find((name, index) => names.indexOf(name) !== index);
	if (names.includes('') || twice !== undefined) {
		throw new OperatorError(
			twice ? `The field "${twice}" is given twice` : 'A field in Fields has no name',
			{ description: 'Give each variable once, under the name that the portal shows.' },
		);
	}
	return [...fields, { name: CAPTCHA, value: captchaText }];
}

function isObject(value: unknown): value is IDataObject {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
