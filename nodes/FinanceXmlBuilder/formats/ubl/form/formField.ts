import type { INodeProperties } from 'n8n-workflow';
import type { Term } from '../check/terms';
import type { ProfileName } from '../profile';

/** A field of a section: directly in the form if required, otherwise under *Add Field*. */
export interface FormField {
	/** With its name inside the section. */
	property: INodeProperties;
	/** Its terms: if the first is required, the field shows directly, with an example. */
	terms?: readonly Term[];
	/** Shows directly even if no rule requires it, as a usual part of an invoice. */
	always?: true | ((profile: ProfileName, country: string | undefined) => boolean);
	/** If it is useful only in these profiles; the form of others does not have it. */
	profiles?: readonly ProfileName[];
	/** Further conditions to show it directly. */
	show?: Record<string, string[]>;
}

/** A section: required fields directly, the others to be added. */
export interface FormSection {
	name: 'seller' | 'buyer' | 'vat' | 'payment' | 'invoice';
	displayName: string;
	description: string;
	/** Prefix for the names of fields that show directly. */
	prefix?: string;
	fields: readonly FormField[];
}

/** A text; an empty one counts as not filled in. */
export function textField(
	displayName: string,
	name: string,
	description: string,
	placeholder?: string,
): INodeProperties {
	return {
		displayName,
		name,
		type: 'string',
		default: '',
		description,
		...(placeholder ? { placeholder: `e.g. ${placeholder}` } : {}),
	};
}

/** A value, and the partner's custom attribute for it. */
export function textOrAttribute(
	displayName: string,
	name: string,
	term: string,
	more: Pick<FormField, 'terms' | 'always'> & { example?: string; attributeExample?: string } = {},
): FormField[] {
	const { example, attributeExample, ...placed } = more;
	return [
		{
			property: textField(
				displayName,
				name,
				`${term}; takes precedence over the attribute`,
				example,
			),
			...placed,
		},
		{
			property: textField(
				`${displayName} Attribute`,
				`${name}Attribute`,
				`Code name of the partner's custom attribute for it`,
				attributeExample,
			),
			...placed,
		},
	];
}
