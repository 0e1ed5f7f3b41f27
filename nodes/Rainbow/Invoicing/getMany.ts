import type { IDataObject } from 'n8n-workflow';
import type { Operation } from '../../routing/operation';
import { listLimits } from '../shared/callOptions';
import type { RainbowCredential } from '../shared/transport';
import { type FileFilters, writeFileFilters } from './fileFilters';
import { FILTER_NAMES, getManyFields } from './getManyFields';
import { listFiles } from './listFiles';

export const getMany: Operation = {
	value: 'getMany',
	name: 'Get Many',
	action: 'Get many invoice files',
	description: 'Get the invoice files (INV) and call detail records (CDR) that are available',
	fields: getManyFields,
	async execute(itemIndex) {
		// A filter that another one hides has no value; '' leaves it out.
		const filters = Object.fromEntries(
			FILTER_NAMES.map((name) => [name, this.getNodeParameter(name, itemIndex, '')]),
		) as FileFilters;
		const files = await listFiles(
			this,
			this.getNodeParameter('authentication', itemIndex) as RainbowCredential,
			writeFileFilters(filters),
			listLimits(this.getNodeParameter('options', itemIndex) as IDataObject),
		);
		const wanted = this.getNodeParameter('returnAll', itemIndex)
			? files
			: files.slice(0, this.getNodeParameter('limit', itemIndex) as number);
		return wanted.map((json) => ({ json }));
	},
};
