import { dayText, plainText } from '../../common/formValue';
import { checkedPeriod } from '../../common/period';
import { oneOf } from '../../common/oneOf';
import { ledgerFields, ledgerNameOf, openLedgerStore } from '../../n8n/ledgerAccess';
import { limitFields, limitOf } from '../../n8n/limit';
import type { Operation } from '../../n8n/operation';
import { DELIVERY_STATES } from '../store/ledgerStore';
import { rowJson } from './rowItem';

const STATES: Record<(typeof DELIVERY_STATES)[number], string> = {
	publishing: 'Its files may be getting their names',
	delivered: 'On the server, or taken by the ERP',
	acknowledged: 'Delivered, and the source knows',
	inferred: 'Probably delivered: a person must check',
	failed: 'Not delivered; the next run tries again',
	conflict: 'Another file has its name',
	void: 'Taken back, or to be delivered again',
};

export const getMany: Operation = {
	value: 'getMany',
	name: 'Get Many',
	action: 'Get many deliveries',
	description: 'List what the ledger remembers, the newest first',
	takes: 'all',
	fields: [
		...ledgerFields,
		...limitFields,
		{
			displayName: 'States',
			name: 'states',
			type: 'multiOptions',
			options: DELIVERY_STATES.map((value) => ({
				name: value[0].toUpperCase() + value.slice(1),
				value,
				description: STATES[value],
			})),
			default: [],
			description: 'Only deliveries in these states; empty: in any state',
		},
		{
			displayName: 'Document',
			name: 'document',
			type: 'string',
			default: '',
			description: 'Only this document: its key or its number',
		},
		{
			displayName: 'Date From',
			name: 'dateFrom',
			type: 'string',
			default: '',
			placeholder: 'e.g. 2023-06-01',
			description: 'First day (YYYY-MM-DD) of the documents to list; empty: any',
		},
		{
			displayName: 'Date To',
			name: 'dateTo',
			type: 'string',
			default: '',
			placeholder: 'e.g. 2023-06-30',
			description: 'Last day of the documents to list; empty: any',
		},
	],
	async execute(itemIndex) {
		const value = (name: string) => this.getNodeParameter(name, itemIndex);
		const day = (name: string, label: string) =>
			plainText(value(name), label) === '' ? '' : dayText(value(name), label);
		const states = value('states') as unknown[];
		const filter = {
			states: states.map((state) => oneOf(state, DELIVERY_STATES, 'States')),
			source: '',
			document: plainText(value('document'), 'Document'),
			...checkedPeriod({ from: day('dateFrom', 'Date From'), to: day('dateTo', 'Date To') }),
			limit: limitOf(this, itemIndex),
		};
		const store = await openLedgerStore(this, itemIndex);
		const rows = await store.getMany(ledgerNameOf(this, itemIndex), filter);
		return rows.map((row) => ({ json: rowJson(row) }));
	},
};
