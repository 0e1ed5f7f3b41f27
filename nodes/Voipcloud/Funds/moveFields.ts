import type { INodeProperties } from 'n8n-workflow';
import { accountNumberField } from '../shared/account';
import { requestTimeoutOption } from '../../n8n/callOptions';
import { methodUrlField } from '../shared/methodUrl';

export const MOVE_URL_FIELD = 'moveFundsUrl';

/** The form of Funds: Move. */
export const moveFields: INodeProperties[] = [
	{
		displayName:
			'This moves money, and VoIPcloud carries out every request that reaches it: one that is sent twice moves twice. Nothing is tried again by itself. Leave <b>Retry On Fail</b> off in the settings of this node.',
		name: 'moveNotice',
		type: 'notice',
		default: '',
	},
	accountNumberField,
	{
		displayName: 'Direction',
		name: 'direction',
		type: 'options',
		options: [
			{ name: 'To Customer', value: 'toCustomer', description: 'From your partner account' },
			{ name: 'From Customer', value: 'fromCustomer', description: 'Back to your partner account' },
		],
		default: 'toCustomer',
	},
	{
		displayName: 'Amount',
		name: 'amount',
		type: 'string',
		required: true,
		default: '',
		placeholder: '10.50',
		description:
			"How much to move, in the currency of the account, above zero, with a decimal point. An expression's text is taken exactly; nothing is rounded.",
	},
	{
		displayName: 'Description',
		name: 'description',
		type: 'string',
		required: true,
		default: '',
		description:
			'What the portal shows for this movement. With a reference of your own in it, e.g. an invoice number, you find it again when an answer is lost.',
	},
	{
		displayName: 'Maximum Amount',
		name: 'maximumAmount',
		type: 'string',
		required: true,
		default: '100',
		description: 'A larger amount is refused before anything is sent',
	},
	{
		displayName: 'Dry Run',
		name: 'dryRun',
		type: 'boolean',
		default: true,
		description:
			'Whether to check everything and show what would be sent, without moving anything. Turn it off to move funds.',
	},
	methodUrlField(MOVE_URL_FIELD, 'move-funds'),
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [
			{
				displayName: 'Decimals',
				name: 'decimals',
				type: 'number',
				typeOptions: { minValue: 0, maxValue: 10 },
				default: 2,
				description:
					'How many decimals an amount may have; one with more is refused. VoIPcloud does not publish its limit.',
			},
			{
				displayName: 'Positive Amount Moves',
				name: 'positiveMoves',
				type: 'options',
				options: [
					{ name: 'To Customer', value: 'toCustomer' },
					{ name: 'From Customer', value: 'fromCustomer' },
				],
				default: 'toCustomer',
				description:
					'Which direction VoIPcloud takes a positive amount for; the other is sent as a negative one. VoIPcloud does not publish it: move a small amount first and look at both balances.',
			},
			requestTimeoutOption,
		],
	},
];
