import type {
	IDataObject,
	IExecuteFunctions,
	INodeExecutionData,
	INodeProperties,
} from 'n8n-workflow';
import { OperatorError } from '../../common/errors';
import { decimalText } from '../../common/money';
import { oneOf } from '../../common/oneOf';
import { callLimits, callOptions } from '../../n8n/callOptions';
import { optionsField } from '../../n8n/optionsField';
import { exactAmount } from '../shared/exactAmount';
import { methodUrl } from '../shared/methodUrl';
import { type QueryValue, withQueryValues } from '../shared/queryParameters';
import { baseUrlOf, callVoipcloud } from '../shared/voipcloudTransport';
import { checkBalance, readAmounts } from './balanceCheck';
import { balancePeriodOf, DATE_FORMATS, formatDay } from './balancePeriod';

/** The differences between the two balances. */
export interface BalanceRequest {
	/** Name of the field with the URL. */
	urlField: string;
	/** E.g. `the balance of account 1001`. */
	subject: string;
	/** Whether every documented amount is required. */
	complete: boolean;
	/** If absent, the balance is the partner's own. */
	accountNumber?: string;
	/** Fields of the item to add. */
	own?: IDataObject;
}

/** Options of both balances. @param more the operation's own options, sorted in by name */
export function balanceOptions(...more: INodeProperties[]): INodeProperties {
	const own: INodeProperties[] = [
		...more,
		{
			displayName: 'Check Tolerance',
			name: 'tolerance',
			type: 'string',
			default: '0',
			placeholder: '0.00001',
			description:
				'Largest difference with which a balance still counts as adding up, for a portal that rounds its amounts',
		},
		{
			displayName: 'Date Format',
			name: 'dateFormat',
			type: 'options',
			options: DATE_FORMATS.map((format) => ({ name: format, value: format })),
			default: 'YYYY-MM-DD',
			description:
				"Format of the period's days. VoIPcloud shows it only in the portal; its other methods use YYYY-MM-DD.",
		},
		parameterNameOption('First Day Parameter', 'fromParameter', 'from_date'),
		parameterNameOption('Last Day Parameter', 'toParameter', 'to_date'),
		...callOptions('VoIPcloud'),
	];
	return optionsField(own);
}

/** An option that names a parameter of the query. */
export function parameterNameOption(
	displayName: string,
	name: string,
	usualName: string,
): INodeProperties {
	return {
		displayName,
		name,
		type: 'string',
		default: '',
		placeholder: usualName,
		description: `Name of the parameter. VoIPcloud shows it only in the portal. If empty, the node finds it in the pasted Method URL, or uses ${usualName}.`,
	};
}

/** Gets a balance and checks it; amounts are exact decimal text. */
export async function getBalance(
	context: IExecuteFunctions,
	itemIndex: number,
	{ urlField, subject, complete, accountNumber, own = {} }: BalanceRequest,
): Promise<INodeExecutionData[]> {
	const period = balancePeriodOf(context, itemIndex);
	const options = context.getNodeParameter('options', itemIndex) as IDataObject;
	const tolerance = exactAmount(
		options.tolerance ?? '0',
		'Check Tolerance',
		'Give a decimal number such as 0.00001, or remove the option.',
	);
	const url = methodUrl(
		await baseUrlOf(context),
		context.getNodeParameter(urlField, itemIndex) as string,
	);
	const dateFormat = oneOf(options.dateFormat ?? DATE_FORMATS[0], DATE_FORMATS, 'Date Format');
	const day = (text: string) => formatDay(text, dateFormat);
	const values: QueryValue[] = [
		{
			what: 'first day',
			value: day(period.from),
			usualName: 'from_date',
			givenName: options.fromParameter as string | undefined,
			looksLike: /from|start|begin|initial|since/i,
		},
		{
			what: 'last day',
			value: day(period.to),
			usualName: 'to_date',
			givenName: options.toParameter as string | undefined,
			looksLike: /(^|[^a-z])to([^a-z]|$)|end|until|till|final|dateTo|toDate/i,
		},
	];
	if (accountNumber !== undefined) {
		values.push({
			what: 'account number',
			value: accountNumber,
			usualName: 'account_number',
			givenName: options.accountParameter as string | undefined,
			looksLike: /account|customer|number/i,
		});
	}
	const data = await callVoipcloud(
		context,
		{ method: 'GET', url: withQueryValues(url, values), subject },
		callLimits(options),
	);
	if (typeof data !== 'object' || data === null || Array.isArray(data)) {
		throw new OperatorError(`VoIPcloud answered for ${subject} without a balance`, {
			description: "Check that Method URL is the balance's URL from the portal.",
		});
	}
	const label = `${subject.charAt(0).toUpperCase()}${subject.slice(1)}`;
	const amounts = readAmounts(data as Record<string, unknown>, label, complete);
	const texts = [...amounts].map(([name, amount]) => [name, decimalText(amount)]);
	return [
		{
			json: {
				...own,
				...(data as IDataObject),
				...(Object.fromEntries(texts) as IDataObject),
				...(accountNumber === undefined ? {} : { accountNumber }),
				periodFrom: period.from,
				periodTo: period.to,
				check: { ...checkBalance(amounts, tolerance) },
			},
		},
	];
}
