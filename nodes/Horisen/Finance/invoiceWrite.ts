import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { OperatorError } from '../../common/errors';
import { requestTimeoutOption } from '../../n8n/callOptions';
import { optionsField } from '../../n8n/optionsField';

/** Options of the calls that set a status, with the given extra options. */
export function statusOptions(bodyField: string, own: INodeProperties[] = []): INodeProperties {
	return optionsField([
		{
			displayName: 'Body Field',
			name: 'bodyField',
			type: 'string',
			default: bodyField,
			description:
				'Name of the field in the body that holds the status. HORISEN does not publish it; change it if HORISEN Support names another.',
		},
		...own,
		requestTimeoutOption,
	]);
}

/** `{"syncStatus":"exported"}`, with the field named in the options. */
export function statusBody(status: string, options: IDataObject, bodyField: string): IDataObject {
	const name = String(options.bodyField ?? bodyField).trim();
	if (name === '') {
		throw new OperatorError('Body Field is empty', {
			description: `Name the field that holds the status, or remove the option to use "${bodyField}".`,
		});
	}
	return { [name]: status };
}
