import type { INodeProperties } from 'n8n-workflow';
import { callOptions } from '../../n8n/callOptions';

export const requestsPerSecondOption: INodeProperties = {
	displayName: 'Requests per Second',
	name: 'requestsPerSecond',
	type: 'number',
	typeOptions: { minValue: 0 },
	default: 0,
	description:
		'Most calls a second to HORISEN by all workflows of this n8n process; 0 for no limit. HORISEN publishes none. With several workers, divide what HORISEN allows by their number.',
};

const [maxTries, requestTimeout, ...otherOptions] = callOptions('HORISEN');

/** What the Options of every HORISEN operation that reads hold about its calls, in the order of the form. */
export const readOptions = [maxTries, requestTimeout, requestsPerSecondOption, ...otherOptions];

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
