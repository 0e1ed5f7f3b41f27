import { AMOUNT_FORMATTERS } from './amountFormatters';
import type { FormatterKind } from './formatter';
import { LIST_FORMATTERS } from './listFormatters';
import { TEXT_FORMATTERS } from './textFormatters';

/** All formatters that a template may name, in the order of the documentation. */
export const FORMATTERS: Readonly<Record<string, FormatterKind>> = {
	optional: {
		takes: 'absent',
		usage: 'optional',
		description:
			'If the value is absent, its attribute is left out, or the element of which it is the text',
		examples: [{ value: null, formatter: 'optional', text: undefined }],
		least: 0,
		most: 0,
	},
	default: {
		takes: 'absent',
		usage: 'default:text',
		description: 'A text for an absent value; it may be empty',
		examples: [
			{ value: null, formatter: 'default:none', text: 'none' },
			{ value: '  ', formatter: 'trim | default:', text: '' },
		],
		least: 0,
		most: 1,
	},
	...TEXT_FORMATTERS,
	...AMOUNT_FORMATTERS,
	...LIST_FORMATTERS,
};
