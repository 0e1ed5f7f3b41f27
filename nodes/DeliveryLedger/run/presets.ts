import { STATUS_FIELDS } from '../../common/statusFields';
import type { DocumentReading } from '../rules/plannedDocument';

/** The form's values for the fields of documents: several names are one text with commas. */
export type FieldNames = Omit<DocumentReading, 'ignoredFields'> & { ignoredFields: string };

const NOTHING: FieldNames = {
	source: '',
	keyField: '',
	identityField: '',
	revisionBy: 'none',
	revisionField: '',
	ignoredFields: '',
	numberField: '',
	dateField: '',
	partnerField: '',
	amountField: '',
	currencyField: '',
	cancelledField: '',
	cancelledValue: '',
	exportedField: '',
	exportedValue: '',
};

/** Kinds of documents that fill in the form. */
export const PRESETS = {
	horisen: {
		name: 'HORISEN Documents',
		description: 'Output of HORISEN Finance, Get Many',
		fields: {
			...NOTHING,
			source: 'horisen',
			keyField: 'documentUuid',
			identityField: 'documentUuid',
			revisionBy: 'content',
			ignoredFields: STATUS_FIELDS.join(', '),
			numberField: 'documentNumber',
			dateField: 'documentDate',
			partnerField: 'bizPartner.name',
			amountField: 'total',
			currencyField: 'currencyCode',
			cancelledField: 'status',
			cancelledValue: 'canceled',
			exportedField: 'syncStatus',
			exportedValue: 'exported',
		},
	},
	rainbow: {
		name: 'Rainbow Files',
		description:
			'Output of Rainbow Invoicing, Get Many; a file that Rainbow replaced under its path counts as changed',
		fields: {
			...NOTHING,
			source: 'rainbow',
			keyField: 'filepath',
			revisionBy: 'content',
			numberField: 'filepath',
			dateField: 'billingPeriod',
			partnerField: 'companyId',
		},
	},
	statements: {
		name: 'Statements',
		description: 'One statement per account and period, e.g. from VoIPcloud Billing',
		fields: {
			...NOTHING,
			source: 'statements',
			keyField: 'statementId',
			revisionBy: 'content',
			ignoredFields: 'id, createdAt, updatedAt',
			numberField: 'statementId',
			dateField: 'periodTo',
			partnerField: 'name',
			amountField: 'closing_balance',
			currencyField: 'currencyCode',
		},
	},
	custom: {
		name: 'Custom',
		description: 'Items of any other kind: name their fields yourself',
		fields: { ...NOTHING, revisionBy: 'content' },
	},
} satisfies Record<string, { name: string; description: string; fields: FieldNames }>;

export type Preset = keyof typeof PRESETS;
