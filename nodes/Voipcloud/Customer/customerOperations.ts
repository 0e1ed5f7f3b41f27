import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { OperatorError } from '../../common/errors';
import { oneOf } from '../../common/oneOf';
import { isRecord } from '../../common/value';
import type { Operation } from '../../n8n/operation';
import { callLimits, requestTimeoutOption } from '../../n8n/callOptions';
import { optionsField } from '../../n8n/optionsField';
import { methodUrl, methodUrlField } from '../shared/methodUrl';
import { withoutQueryValues } from '../shared/queryParameters';
import { BODY_FORMATS, type FormField, writeBody } from '../shared/requestBody';
import { baseUrlOf, callVoipcloud } from '../shared/voipcloudTransport';

/** The differences between the customer methods. */
interface CustomerMethod extends Pick<Operation, 'value' | 'name' | 'action' | 'description'> {
	urlField: string;
	/** Its usual name in the URL, e.g. `register-customer`. */
	method: string;
	/** E.g. `registering a customer`. */
	subject: string;
	howToCheck: string;
}

/** VoIPcloud Partner API: every POST method needs this variable. */
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
			"The person's Google reCAPTCHA answer, e.g. from your sign-up form. It works once and is sent as google_captcha; VoIPcloud refuses the call without it. Set up your site's keys as Google documents.",
	},
	{
		displayName: 'Fields',
		name: 'fields',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		placeholder: 'Add Field',
		default: {},
		description:
			"Further variables of the method. VoIPcloud names them only in the portal, next to the method's parameters.",
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
						description: 'Name of the variable, as shown in the portal',
					},
					{ displayName: 'Value', name: 'value', type: 'string', default: '' },
				],
			},
		],
	},
];

const options = optionsField([
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
			'How to send the fields. VoIPcloud publishes this only for moving funds, which is multipart.',
	},
	requestTimeoutOption,
]);

const METHODS: CustomerMethod[] = [
	{
		value: 'confirmEmail',
		name: 'Confirm Email',
		action: 'Confirm the email of a customer',
		description: "Confirm a customer's email address",
		urlField: 'confirmEmailUrl',
		method: 'confirm-customer-email',
		subject: "confirming a customer's email",
		howToCheck: 'Check the customer in the portal before you confirm again.',
	},
	{
		value: 'getLoginUrl',
		name: 'Get Login URL',
		action: 'Get a login URL for the account of a customer',
		description: "Get a URL that opens a customer's account; anyone who has it is logged in",
		urlField: 'loginUrl',
		method: 'customer-login-url',
		subject: "a customer's login URL",
		howToCheck: 'If a login URL was made but not received, that does no harm: get another one.',
	},
	{
		value: 'register',
		name: 'Register',
		action: 'Register a customer',
		description: 'Register a new customer',
		urlField: 'registerUrl',
		method: 'register-customer',
		subject: 'registering a customer',
		howToCheck: 'Check in the portal whether the customer exists before you register again.',
	},
	{
		value: 'resetPassword',
		name: 'Reset Password',
		action: 'Reset the password of a customer',
		description: "Reset a customer's password",
		urlField: 'resetPasswordUrl',
		method: 'reset-customer-password',
		subject: "resetting a customer's password",
		howToCheck: 'Ask the customer whether the new password has arrived before you reset it again.',
	},
];

/** An operation that posts the captcha and the operator's fields, and returns VoIPcloud's answer. */
function customerOperation({
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
			const bodyFormat = oneOf(chosen.bodyFormat ?? 'multipart', BODY_FORMATS, 'Body Format');
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
					body: await writeBody(fields, bodyFormat),
					subject,
					howToCheck,
				},
				callLimits(chosen),
			);
			return [
				{ json: isRecord(answer) ? (answer as IDataObject) : { answer: answer as IDataObject } },
			];
		},
	};
}

export const customerOperations = METHODS.map(customerOperation);

/** The fields to send. @throws OperatorError for an empty captcha, an empty name or a repeated name */
function fieldsOf(captcha: unknown, rows: IDataObject[]): FormField[] {
	const captchaText = String(captcha ?? '').trim();
	if (captchaText === '') {
		throw new OperatorError('Google Captcha is empty', {
			description:
				"VoIPcloud refuses the call without the person's reCAPTCHA answer. Take it from your form, e.g. with an expression.",
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
