import type {
	ICredentialsDecrypted,
	ICredentialTestFunctions,
	INodeCredentialTestResult,
} from 'n8n-workflow';
import { OperatorError } from '../common/errors';
import { connect } from './session/connect';
import { ConnectFailure } from './session/connectFailure';
import { explainConnectFailure } from './session/explainConnectFailure';
import { serverSettings } from './session/serverSettings';
import { timeLimits } from './session/timeOptions';

/**
 * The Test of `erpSftpApi`: opens a session. Without a host key in the credential, it shows the key that the server
 * presents, to compare and copy, and sends no secret.
 */
export async function testErpSftpApi(
	this: ICredentialTestFunctions,
	{ data }: ICredentialsDecrypted,
): Promise<INodeCredentialTestResult> {
	try {
		const settings = serverSettings(data ?? {});
		try {
			const connection = await connect(settings, timeLimits({}), undefined);
			await connection.end();
		} catch (error) {
			if (error instanceof ConnectFailure) throw explainConnectFailure(error.reason, settings);
			throw error;
		}
	} catch (error) {
		if (!(error instanceof OperatorError)) throw error;
		const { message, description } = error;
		return { status: 'Error', message: [message, description].filter(Boolean).join('. ') };
	}
	return { status: 'OK', message: 'Connection successful!' };
}
