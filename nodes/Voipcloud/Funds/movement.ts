import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { wholeAmountOf } from '../../common/amountOf';
import { OperatorError } from '../../common/errors';
import { decimalText } from '../../common/money';
import { oneOf } from '../../common/oneOf';
import { accountNumberOf } from '../shared/account';
import { exactAmount } from '../shared/exactAmount';

/** One movement of funds, checked. */
export interface Movement {
	accountNumber: string;
	direction: 'toCustomer' | 'fromCustomer';
	/** Exact decimal text, above zero. */
	amount: string;
	/** The amount to send, with a sign for the direction. */
	sentAmount: string;
	description: string;
}

const MAX_DESCRIPTION = 255;

/**
 * Reads a movement from the form.
 *
 * @throws OperatorError if anything is wrong; nothing was sent then
 */
export function movementOf(context: IExecuteFunctions, itemIndex: number): Movement {
	const options = context.getNodeParameter('options', itemIndex) as IDataObject;
	const direction = context.getNodeParameter('direction', itemIndex) as Movement['direction'];
	const description = String(context.getNodeParameter('description', itemIndex) ?? '').trim();
	if (description === '' || description.length > MAX_DESCRIPTION) {
		throw new OperatorError(
			description === '' ? 'Description is empty' : 'Description is too long',
			{
				description: `Say in 1 to ${MAX_DESCRIPTION} characters what the money is for. Nothing was moved.`,
			},
		);
	}
	if (direction !== 'toCustomer' && direction !== 'fromCustomer') {
		throw new OperatorError(`Direction is invalid: ${JSON.stringify(direction)}`, {
			description: 'An expression must give toCustomer or fromCustomer. Nothing was moved.',
		});
	}
	const accountNumber = accountNumberOf(context, itemIndex);
	const amount = amountOf(
		context,
		itemIndex,
		wholeAmountOf(options.decimals ?? 2, 'Decimals', 0, 10),
	);
	// A misspelt one would move the money the other way.
	const positiveMoves = oneOf(
		options.positiveMoves ?? 'toCustomer',
		['toCustomer', 'fromCustomer'],
		'Positive Amount Moves',
	);
	return {
		accountNumber,
		direction,
		amount,
		sentAmount: direction === positiveMoves ? amount : `-${amount}`,
		description,
	};
}

function amountOf(context: IExecuteFunctions, itemIndex: number, decimals: number): string {
	const read = (name: string, label: string) =>
		exactAmount(
			context.getNodeParameter(name, itemIndex),
			label,
			'Write it with a decimal point and without thousands separators or a currency, e.g. 1250.50. Nothing was moved.',
		);
	const amount = read('amount', 'Amount');
	const maximum = read('maximumAmount', 'Maximum Amount');
	const text = decimalText(amount);
	if (amount.lte(0)) {
		throw new OperatorError(`Amount must be above zero, not ${text}`, {
			description: 'Choose the direction with Direction. Nothing was moved.',
		});
	}
	if (amount.gt(maximum)) {
		throw new OperatorError(`Amount ${text} is above Maximum Amount ${decimalText(maximum)}`, {
			description:
				'Nothing was moved. If the amount is right, raise Maximum Amount; if not, correct its source.',
		});
	}
	if (!amount.round(decimals).eq(amount)) {
		throw new OperatorError(`Amount ${text} has more than ${decimals} decimals`, {
			description:
				'Nothing was moved, because rounding would move another amount. Round it first, or raise Decimals in the options.',
		});
	}
	return text;
}
