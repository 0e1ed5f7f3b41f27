import type { Icon, ICredentialType, INodeProperties } from 'n8n-workflow';

const forSqlite = { show: { store: ['sqlite'] } };
const forPostgres = { show: { store: ['postgres'] } };

/** The place of a ledger other than the embedded one. Its Test is in the node Delivery Ledger. */
export class DeliveryLedgerApi implements ICredentialType {
	name = 'deliveryLedgerApi';

	displayName = 'Delivery Ledger API';

	icon: Icon = {
		light: 'file:../nodes/DeliveryLedger/deliveryLedger.svg',
		dark: 'file:../nodes/DeliveryLedger/deliveryLedger.dark.svg',
	};

	documentationUrl =
		'https://github.com/telecom-finance/n8n-nodes-telecom-finance/blob/main/docs/credentials/delivery-ledger-api.md';

	properties: INodeProperties[] = [
		{
			displayName: 'Store',
			name: 'store',
			type: 'options',
			options: [
				{ name: 'File (SQLite)', value: 'sqlite' },
				{ name: 'Postgres', value: 'postgres' },
			],
			default: 'postgres',
			description: 'Choose Postgres if n8n runs in queue mode or on several machines',
		},
		{
			displayName: 'File',
			name: 'file',
			type: 'string',
			default: '',
			placeholder: '/home/node/.n8n/delivery-ledger.sqlite',
			displayOptions: forSqlite,
			description:
				"Absolute path of the ledger's file, on a permanent local disk. Empty: in n8n's user folder.",
		},
		{
			displayName: 'Host',
			name: 'host',
			type: 'string',
			default: '',
			placeholder: 'postgres.example',
			displayOptions: forPostgres,
		},
		{
			displayName: 'Port',
			name: 'port',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: 65535 },
			default: 5432,
			displayOptions: forPostgres,
		},
		{
			displayName: 'Database',
			name: 'database',
			type: 'string',
			default: '',
			displayOptions: forPostgres,
		},
		{
			displayName: 'User',
			name: 'user',
			type: 'string',
			default: '',
			displayOptions: forPostgres,
		},
		{
			displayName: 'Password',
			name: 'password',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			displayOptions: forPostgres,
		},
		{
			displayName: 'Schema',
			name: 'schema',
			type: 'string',
			default: 'delivery_ledger',
			displayOptions: forPostgres,
			description: "Schema for the ledger's tables only; created with the first ledger",
		},
		{
			displayName: 'TLS',
			name: 'ssl',
			type: 'options',
			options: [
				{
					name: 'Encrypted, Certificate Checked',
					value: 'verify',
					description: "With the authority below, or those in Node's own list",
				},
				{
					name: 'Encrypted, Certificate Not Checked',
					value: 'encrypt',
					description: 'Protects against eavesdropping, but not against an impostor',
				},
				{ name: 'Off', value: 'off', description: 'For a database on the same machine or network' },
			],
			default: 'verify',
			displayOptions: forPostgres,
		},
		{
			displayName: 'CA Certificate',
			name: 'caCertificate',
			type: 'string',
			typeOptions: { rows: 4 },
			default: '',
			placeholder: '-----BEGIN CERTIFICATE-----',
			displayOptions: { show: { store: ['postgres'], ssl: ['verify'] } },
			description:
				"Certificate of the authority that signed the database's certificate, in PEM format",
		},
	];
}
