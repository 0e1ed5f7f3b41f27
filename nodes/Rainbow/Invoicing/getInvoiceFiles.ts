import type { IDataObject } from 'n8n-workflow';
import { callLimits } from '../../n8n/callOptions';
import { limitOf } from '../../n8n/limit';
import { chosenPeriod, hintAtPeriod } from '../../n8n/periodFields';
import type { Operation } from '../../n8n/operation';
import type { RainbowCredential } from '../shared/rainbowTransport';
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
		// A hidden filter has no value; '' leaves it out.
		const filters = Object.fromEntries(
			FILTER_NAMES.map((name) => [name, this.getNodeParameter(name, itemIndex, '')]),
		) as FileFilters;
		const created = chosenPeriod(this, itemIndex);
		const limit = limitOf(this, itemIndex);
		const files = await listFiles(
			this,
			this.getNodeParameter('authentication', itemIndex) as RainbowCredential,
			writeFileFilters(filters, created),
			callLimits(this.getNodeParameter('options', itemIndex) as IDataObject),
		);
		hintAtPeriod(this, 'Files made', created);
		return files.slice(0, limit).map((json) => ({ json }));
	},
};
