import type {
	IDataObject,
	IExecuteFunctions,
	INodeExecutionData,
	INodeProperties,
} from 'n8n-workflow';
import { DELIVERY_FIELD } from '../../common/addedFields';
import { oneOf } from '../../common/oneOf';
import type { Operation } from '../../routing/operation';
import type { ChangePolicy, Decision } from './decide';
import {
	documentsOf,
	goLiveDateField,
	keyField,
	ledgerRowsField,
	readingFields,
	readingOf,
} from './fields';
import { planDeliveries, type PlanSettings, type WaitingRow } from './planDeliveries';
import { readLedgerRows, type LedgerRow } from './row';

function policyField(
	displayName: string,
	name: string,
	what: { description: string; delivers: string },
): INodeProperties {
	return {
		displayName,
		name,
		type: 'options',
		options: [
			{ name: 'Deliver', value: 'deliver', description: what.delivers },
			{ name: 'Hold', value: 'hold', description: 'Do not deliver it; say what changed' },
		],
		default: 'hold',
		description: what.description,
	};
}

export const plan: Operation = {
	value: 'plan',
	name: 'Plan',
	action: 'Plan deliveries by the ledger',
	description: 'Decide what is done with each document, by what the ledger remembers',
	runs: 'once',
	fields: [
		ledgerRowsField,
		keyField,
		goLiveDateField,
		policyField('On Change', 'onChange', {
			description:
				'What to do with a document whose business fields changed after it was delivered',
			delivers: 'Deliver it as a new revision, under a name of its own',
		}),
		policyField('On Cancellation', 'onCancellation', {
			description: 'What to do with a document that was cancelled after it was delivered',
			delivers: 'Deliver the cancelled document, under a name of its own',
		}),
		{
			displayName: 'Acknowledge',
			name: 'acknowledge',
			type: 'boolean',
			default: false,
			description:
				'Whether documents that were delivered but not acknowledged come out to be acknowledged',
		},
		...readingFields,
	],
	async execute(itemIndex) {
		const rows = readLedgerRows(this.getNodeParameter('ledgerRows', itemIndex));
		const documents = documentsOf(this);
		const { planned, waiting } = planDeliveries(documents, rows, settingsOf(this, itemIndex));
		return [
			...planned.map(({ index, document: { key, revision }, decision }) => ({
				json: {
					...documents[index],
					[DELIVERY_FIELD]: describe(key, revision, decision),
				},
				pairedItem: { item: index },
			})),
			...waiting.map(waitingItem),
		];
	},
};

function settingsOf(context: IExecuteFunctions, itemIndex: number): PlanSettings {
	const policy = (name: string, label: string): ChangePolicy =>
		oneOf(context.getNodeParameter(name, itemIndex), ['hold', 'deliver'], label);
	const acknowledge = context.getNodeParameter('acknowledge', itemIndex);
	return {
		...readingOf(context, itemIndex),
		onChange: policy('onChange', 'On Change'),
		onCancellation: policy('onCancellation', 'On Cancellation'),
		acknowledge: oneOf(String(acknowledge), ['true', 'false'], 'Acknowledge') === 'true',
	};
}

function describe(
	key: string,
	revision: string,
	{ action, event, reason, row }: Decision,
): IDataObject {
	return {
		action,
		key,
		revision,
		event,
		...(reason ? { reason } : {}),
		...(row ? carried(row) : {}),
	};
}

function carried({ rowId, token, state, attempts }: LedgerRow): IDataObject {
	return { rowId, previousToken: token, previousState: state, attempts };
}

/** Stands for a document that is not in the list, so it comes from no input item. */
function waitingItem({ row, reason }: WaitingRow): INodeExecutionData {
	const event = row.event === 'cancellation' ? 'cancellation' : 'invoice';
	return {
		json: {
			documentUuid: row.documentUuid,
			documentNumber: row.documentNumber,
			documentDate: row.documentDate,
			bizPartner: { name: row.partner },
			[DELIVERY_FIELD]: describe(row.key, row.revision, { action: 'waiting', event, reason, row }),
		},
		pairedItem: [],
	};
}
