import { OperatorError } from '../../../common/errors';
import { toDecimal } from '../../../common/money';
import type { Stamping } from '../../xml/stamping';
import type { FieldLabels } from '../../xml/text';
import { isAbsent } from '../../../common/value';
import { amountText, singleText } from '../../xml/xmlValue';
import type { FieldType, Scope } from './documentElements';

type TextOf = (scope: Scope, stamping: Stamping) => string | undefined;

/** The function that turns a field of a type into text; an absent field gives undefined, or is refused if required. */
export function typedText(field: string, type: FieldType): TextOf {
	switch (type) {
		case 'text':
			return optional(field, singleText);
		case 'amount':
			return optional(field, amountText);
		case 'requiredText':
			return required(field);
		case 'requiredAmount':
			return (scope, stamping) => amountText(scope[field], field, stamping);
		case 'requiredCount':
			return (scope, stamping) => countText(scope[field], field, stamping);
	}
}

function optional(field: string, textOf: typeof singleText): TextOf {
	return (scope, stamping) => {
		const value = scope[field];
		return isAbsent(value) ? undefined : textOf(value, field, stamping);
	};
}

function required(field: string): TextOf {
	return (scope, stamping) => {
		const value = scope[field];
		if (!isAbsent(value)) return singleText(value, field, stamping);
		throw new OperatorError(`${stamping.label(field)} is missing`, {
			description:
				'The format "Document" is made for documents of HORISEN Finance, which have this field. The format "Custom" takes any JSON.',
		});
	};
}

function countText(value: unknown, field: string, labels: FieldLabels): string {
	const text = amountText(value, field, labels);
	if (Number.isSafeInteger(value) || toDecimal(value, '').round().eq(text)) return text;
	throw new OperatorError(`${labels.label(field)} is not a whole number: ${text}`, {
		description: 'Messages are counted one by one. Fetch the traffic report again.',
	});
}
