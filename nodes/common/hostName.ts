import { OperatorError } from './errors';

/**
 * The host of a credential. Text that is more than a name, e.g. a connection string, is not quoted: it could show a
 * login.
 *
 * @param field as the form names it, e.g. `Host in the credential ERP SFTP`
 * @throws OperatorError if it is not the name or the address of a host alone
 */
export function checkedHost(host: string, field: string): string {
	if (!/[@?=\s]|:\/\//.test(host)) return host;
	throw new OperatorError(`${field} is not the name of a host`, {
		description:
			'Give the name or the IP address alone, e.g. sftp.erp.example; login and port have their own fields. Nothing was called.',
	});
}
