import type {
	ICredentialsDecrypted,
	ICredentialTestFunctions,
	INodeCredentialTestResult,
} from 'n8n-workflow';
import { OperatorError } from '../common/errors';
import { placeOfCredential } from '../n8n/ledgerAccess';
import { findStore } from './store/openStore';

/** The Test of `deliveryLedgerApi`: opens the store, and creates nothing. */
export async function testDeliveryLedgerApi(
	this: ICredentialTestFunctions,
	{ data }: ICredentialsDecrypted,
): Promise<INodeCredentialTestResult> {
	try {
		const store = await findStore(placeOfCredential(data ?? {}));
		// An existing file may be damaged or not a ledger; reading it reveals that.
		await store?.findLedger('');
		return {
			status: 'OK',
			message: store
				? 'Connection successful: the ledger exists'
				: 'Connection successful. There is no ledger yet: Plan creates it when you run a workflow by hand',
		};
	} catch (error) {
		if (!(error instanceof OperatorError)) throw error;
		const { message, description } = error;
		return { status: 'Error', message: [message, description].filter(Boolean).join('. ') };
	}
}
