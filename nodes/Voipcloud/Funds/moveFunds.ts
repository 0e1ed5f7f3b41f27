import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { OperatorError } from '../../common/errors';
import { decimalText, toDecimal } from '../../common/money';
import type { Operation } from '../../n8n/operation';
import { callLimits } from '../../n8n/callOptions';
import { methodUrl } from '../shared/methodUrl';
import { withoutQueryValues } from '../shared/queryParameters';
import { writeBody } from '../shared/requestBody';
import { baseUrlOf, callVoipcloud } from '../shared/voipcloudTransport';
import { MOVE_URL_FIELD, moveFields } from './moveFields';
import { type Movement, movementOf } from './movement';

export const moveFunds: Operation = {
	value: 'move',
	name: 'Move',
	action: 'Move funds between partner and customer',
	description: "Move money from your partner account to a customer's, or back",
	writes: true,
	fields: moveFields,
	async execute(itemIndex) {
		refuseRetries(this);
		if (itemIndex === 0 && !this.continueOnFail()) checkEveryItem(this);
		const movement = movementOf(this, itemIndex);
		const url = withoutQueryValues(
			methodUrl(await baseUrlOf(this), this.getNodeParameter(MOVE_URL_FIELD, itemIndex) as string),
			FIELDS,
		);
		const { accountNumber, direction, amount, description } = movement;
		const result = { accountNumber, direction, amount, description };
		// Only `false` itself moves money; an expression that finds nothing, or gives text, does not.
		if (this.getNodeParameter('dryRun', itemIndex) !== false) {
			const request = { method: 'PUT', url: url.href, fields: { ...formOf(movement) } };
			return [{ json: { ...result, dryRun: true, moved: false, request } }];
		}
		const options = this.getNodeParameter('options', itemIndex) as IDataObject;
		const body = await writeBody(
			Object.entries(formOf(movement)).map(([name, value]) => ({ name, value })),
			'multipart',
		);
		try {
			const answer = await callVoipcloud(
				this,
				{
					method: 'PUT',
					url,
					body,
					subject: subjectOf(movement),
					howToCheck: howToCheck(movement),
				},
				callLimits(options),
			);
			return [{ json: { ...result, dryRun: false, moved: true, ...balances(answer) } }];
		} catch (error) {
			throw itemIndex > 0 && !this.continueOnFail() ? withItemsBefore(error, itemIndex) : error;
		}
	},
};

/** VoIPcloud Partner API, move funds: the fields of the form. */
const FIELDS = ['account_number', 'amount', 'description'];

function formOf({ accountNumber, sentAmount, description }: Movement) {
	return { account_number: accountNumber, amount: sentAmount, description };
}

function subjectOf({ accountNumber, amount, direction }: Movement): string {
	return `moving ${amount} ${direction === 'toCustomer' ? 'to' : 'from'} account ${accountNumber}`;
}

function howToCheck({ accountNumber, amount, description }: Movement): string {
	return `Before you run again, check in the portal, or with Balance: Get Customer for today, whether the balance of account ${accountNumber} has changed by ${amount} (${JSON.stringify(description.slice(0, 60))}). Move it again only if it has not.`;
}

/** n8n's own retry would repeat every item of the run, including those already moved. */
function refuseRetries(context: IExecuteFunctions): void {
	if (!context.getNode().retryOnFail) return;
	throw new OperatorError('Retry On Fail is on and would move money again', {
		description:
			'Nothing was moved. Turn Retry On Fail off in the settings of this node: a request whose answer was lost may have been carried out.',
	});
}

/** Finds a mistake in a later item before the first one is moved. */
function checkEveryItem(context: IExecuteFunctions): void {
	for (const itemIndex of context.getInputData().keys()) {
		try {
			movementOf(context, itemIndex);
		} catch (error) {
			if (itemIndex === 0 || !(error instanceof OperatorError)) throw error;
			throw new OperatorError(`Item ${itemIndex + 1} of this run: ${error.message}`, {
				description: `${error.description ?? ''} The earlier items were not moved either.`.trim(),
				cause: error,
			});
		}
	}
}

function withItemsBefore(error: unknown, itemIndex: number): unknown {
	if (!(error instanceof OperatorError)) return error;
	const before = itemIndex === 1 ? 'Item 1 was' : `Items 1 to ${itemIndex} were`;
	return new OperatorError(error.message, {
		description: `${error.description ?? ''} ${before} already moved in this run: leave them out when you run again.`,
		httpStatus: error.httpStatus,
		cause: error,
	});
}

/**
 * The balance and credit limit after the movement, as exact text. Values in another shape stay unchanged: the money has
 * moved, so this must not fail.
 */
function balances(answer: unknown): IDataObject {
	const data = (answer ?? {}) as IDataObject;
	return {
		customerBalance: amountText(data.customer_balance),
		customerCreditLimit: amountText(data.customer_credit_limit),
		answer: answer as IDataObject,
	};
}

function amountText(value: unknown): string | undefined {
	try {
		return decimalText(toDecimal(value, 'amount'));
	} catch {
		return undefined;
	}
}
