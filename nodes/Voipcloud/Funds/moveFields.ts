import type { INodeProperties } from 'n8n-workflow';
import { accountNumberField } from '../shared/account';
import { requestTimeoutOption } from '../../n8n/callOptions';
import { optionsField } from '../../n8n/optionsField';
import { methodUrlField } from '../shared/methodUrl';

export const MOVE_URL_FIELD = 'moveFundsUrl';

/** The form of Funds: Move. */
export const moveFields: INodeProperties[] = [
	{
		displayName:
			'This moves money. VoIPcloud carries out every request that it receives: sending one twice moves the money twice. The node never tries again. Leave <b>Retry On Fail</b> off in the settings of this node.',
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
			'How much to move, in the currency of the account, above zero, with a decimal point. Text from an expression is used exactly; nothing is rounded.',
	},
	{
		displayName: 'Description',
		name: 'description',
		type: 'string',
		required: true,
		default: '',
		description:
			'Text that the portal shows for this movement. Include your own reference, e.g. an invoice number, to find it again if an answer is lost.',
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
	optionsField([
		{
			displayName: 'Decimals',
			name: 'decimals',
			type: 'number',
			typeOptions: { minValue: 0, maxValue: 10 },
			default: 2,
			description:
				'How many decimals an amount may have; with more, it is refused. VoIPcloud does not publish its limit.',
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
				'Direction of a positive amount at VoIPcloud; the other direction is sent as a negative amount. VoIPcloud does not publish it: move a small amount first and check both balances.',
		},
		requestTimeoutOption,
	]),
];
