import { isAbsolute } from 'node:path';
import { wholeAmountOf } from '../common/amountOf';
import { OperatorError } from '../common/errors';
import { checkedHost } from '../common/hostName';
import { oneOf } from '../common/oneOf';
import { defaultFile, type Instance, requireOneProcess } from './store/embeddedPlace';
import type { StoreSettings } from './store/openStore';
import { caCertificates } from './store/postgres/caCertificate';

const DEFAULT_PORT = 5432;

/**
 * The place that a credential `deliveryLedgerApi` names.
 *
 * @throws OperatorError naming the field that is empty or wrong
 */
export function ledgerPlace(data: Record<string, unknown>, instance: Instance): StoreSettings {
	const text = (name: string) => String(data[name] ?? '').trim();
	const required = (name: string, label: string) => {
		const value = text(name);
		if (value !== '') return value;
		throw new OperatorError(`${label} of the Delivery Ledger credential is empty`, {
			description: 'Fill it in. Nothing was done.',
		});
	};
	if (oneOf(text('store'), ['sqlite', 'postgres'], 'Store') === 'sqlite') {
		requireOneProcess(instance);
		const file = text('file') || defaultFile(instance);
		if (isAbsolute(file)) return { store: 'sqlite', file };
		throw new OperatorError(
			`File of the Delivery Ledger credential is not an absolute path: ${file}`,
			{
				description: 'Write it from the root, e.g. /home/node/.n8n/delivery-ledger.sqlite.',
			},
		);
	}
	const ssl = oneOf(text('ssl'), ['off', 'encrypt', 'verify'], 'TLS');
	return {
		store: 'postgres',
		host: checkedHost(required('host', 'Host'), 'Host of the Delivery Ledger credential'),
		port: wholeAmountOf(
			data.port ?? DEFAULT_PORT,
			'Port of the Delivery Ledger credential',
			1,
			65_535,
		),
		database: required('database', 'Database'),
		user: required('user', 'User'),
		password: String(data.password ?? ''),
		schema: required('schema', 'Schema'),
		ssl,
		// The form hides it otherwise.
		caCertificate: ssl === 'verify' ? caCertificates(text('caCertificate')) : '',
	};
}
