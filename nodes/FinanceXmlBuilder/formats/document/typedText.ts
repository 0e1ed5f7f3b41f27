import { OperatorError } from '../../../common/errors';
import { toDecimal } from '../../../common/money';
import type { Stamping } from '../../xml/stamping';
import { amountText, isAbsent, singleText } from '../../xml/value';
import type { FieldType } from './fields';
import type { Scope } from './tree';

type TextOf = (scope: Scope, stamping: Stamping) => string | undefined;

/** The function that reads a field of a type and makes its text; absent is undefined, or refused if required. */
export function typedText(field: string, type: FieldType): TextOf {
	switch (type) {
		case 'text':
			return optional(field, singleText);
		case 'amount':
			return optional(field, amountText);
		case 'requiredText':
			return required(field);
		case 'requiredAmount':
			return (scope, stamping) => amountText(scope[field], () => stamping.label(field));
		case 'requiredCount':
			return (scope, stamping) => countText(scope[field], () => stamping.label(field));
	}
}

function optional(field: string, textOf: (value: unknown, label: () => string) => string): TextOf {
	return (scope, stamping) => {
		const value = scope[field];
		return isAbsent(value) ? undefined : textOf(value, () => stamping.label(field));
	};
}

function required(field: string): TextOf {
	return (scope, stamping) => {
		const value = scope[field];
		if (!isAbsent(value)) return singleText(value, () => stamping.label(field));
		throw new OperatorError(`${stamping.label(field)} is missing`, {
			description:
				'The format "Document" is made for documents of HORISEN Finance, which have this field. The format "Custom" takes any JSON.',
		});
	};
}

function countText(value: unknown, label: () => string): string {
	const text = amountText(value, label);
	if (Number.isSafeInteger(value) || toDecimal(value, '').round().eq(text)) return text;
	throw new OperatorError(`${label()} is not a whole number: ${text}`, {
		description: 'Messages are counted one by one. Fetch the traffic report again.',
	});
}
