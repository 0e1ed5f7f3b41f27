import type { IDisplayOptions, INodeProperties } from 'n8n-workflow';

/** For fields of this format alone. */
export const UBL: IDisplayOptions = { show: { format: ['ubl'] } };

/** A section of the form: fields that are added as they are needed, each by text or expression. */
export function section(
	displayName: string,
	name: string,
	description: string,
	options: INodeProperties[],
): INodeProperties {
	return {
		displayName,
		name,
		type: 'collection',
		placeholder: 'Add field',
		default: {},
		displayOptions: UBL,
		description,
		options,
	};
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
