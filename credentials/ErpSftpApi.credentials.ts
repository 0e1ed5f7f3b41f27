import type { Icon, ICredentialType, INodeProperties } from 'n8n-workflow';

const forPassword = { show: { authentication: ['password'] } };
const forPrivateKey = { show: { authentication: ['privateKey'] } };

/** An account on an SFTP server whose host key is pinned. Its Test is in the node SFTP Delivery. */
export class ErpSftpApi implements ICredentialType {
	name = 'erpSftpApi';

	displayName = 'ERP SFTP';

	icon: Icon = {
		light: 'file:../nodes/SftpDelivery/sftpDelivery.svg',
		dark: 'file:../nodes/SftpDelivery/sftpDelivery.dark.svg',
	};

	documentationUrl =
		'https://github.com/telecom-finance/n8n-nodes-telecom-finance/blob/main/docs/credentials/erp-sftp-api.md';

	properties: INodeProperties[] = [
		{
			displayName: 'Host',
			name: 'host',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'sftp.erp.example',
		},
		{
			displayName: 'Port',
			name: 'port',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: 65535 },
			default: 22,
		},
		{
			displayName: 'Username',
			name: 'username',
			type: 'string',
			default: '',
			required: true,
		},
		{
			displayName: 'Authentication',
			name: 'authentication',
			type: 'options',
			options: [
				{ name: 'Password', value: 'password' },
				{ name: 'Private Key', value: 'privateKey' },
			],
			default: 'password',
		},
		{
			displayName: 'Password',
			name: 'password',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			displayOptions: forPassword,
		},
		{
			displayName: 'Private Key',
			name: 'privateKey',
			type: 'string',
			typeOptions: { password: true, rows: 4 },
			default: '',
			displayOptions: forPrivateKey,
			description:
				"The whole file, in the format of OpenSSH, PEM (including PKCS#8) or PuTTY; not the file that ends in .pub. For an encrypted key in PuTTY's format 3, the test says how to convert it.",
		},
		{
			displayName: 'Passphrase',
			name: 'passphrase',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			displayOptions: forPrivateKey,
			description: 'Empty if the key is not encrypted',
		},
		{
			displayName: 'Host Key Fingerprint',
			name: 'hostKeyFingerprint',
			type: 'string',
			default: '',
			placeholder: 'SHA256:…',
			hint: "Leave it empty, press Save, compare the fingerprint with the administrator's, and copy it here",
			description:
				'The key that the server must present; without it, the node sends nothing. While the server changes its key, enter several, separated by commas. If the server has keys of several types, any one of them is enough.',
		},
	];
}
