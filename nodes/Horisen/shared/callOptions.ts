import type { INodeProperties } from 'n8n-workflow';
import { callOptions } from '../../n8n/callOptions';

/** What the Options of every HORISEN operation that reads hold about its calls. */
export const readOptions = callOptions('HORISEN');

/** The Page Size option. */
export function pageSizeOption(size: number): INodeProperties {
	return {
		displayName: 'Page Size',
		name: 'pageSize',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: size,
		description:
			'How many entries one call reads. HORISEN does not publish the largest; lower it when a page is refused.',
	};
}
