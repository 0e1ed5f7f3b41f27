import { existsSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fillIn, type Forms, readTemplate } from '../engine/template';
import { fillAccounts } from './accounts';
import { outcomeOf, printOutcome } from './outcome';
import { endedWithout, type Scene } from './scene';

/** A shipped workflow other than the invoices. */
interface Other {
	file: string;
	/** The folder for its files, below the one where an SFTP session starts. */
	inbox: string;
	/** The fields that its operator fills in, other than the directory. */
	forms?: Forms;
	/** What its operator prepares. */
	prepare?(scene: Scene): Promise<void>;
}

export const OTHER_WORKFLOWS: Other[] = [
	{
		file: 'horisen-einvoices-to-erp.json',
		inbox: 'e-invoices',
		forms: {
			'Build E-Invoice': {
				sellerName: 'SMS Platform Owner GmbH',
				sellerCountry: 'DE',
				sellerVatId: 'DE123456788',
				paymentIban: 'DE02120300000000202051',
				linesFrom: 'items',
				vatZeroRateCategory: 'AE',
				vatExemptionReason: 'Reverse charge',
				invoiceSelfBillingType: '381',
			},
		},
	},
	{ file: 'horisen-rate-changes.json', inbox: 'rates' },
	{ file: 'horisen-margin-report.json', inbox: 'margin' },
	{ file: 'rainbow-files-to-erp.json', inbox: 'rainbow' },
	{ file: 'voipcloud-statements-to-erp.json', inbox: 'statements', prepare: fillAccounts },
];

/** Imports and runs one workflow and prints its summary and its files. */
export async function showOther(scene: Scene, other: Other): Promise<boolean> {
	const { api, credentials, services, print } = scene;
	const directory = `${services.sftp.directory}/${other.inbox}`;
	mkdirSync(directory, { recursive: true });
	await other.prepare?.(scene);
	const workflow = fillIn(readTemplate(other.file), credentials, {
		...other.forms,
		Deliver: { remoteDirectory: directory },
	});
	const id = await api.createWorkflow(workflow);
	print('');
	print(`"${workflow.name}"; its files go to ${directory}`);
	const execution = await api.run(id, 'Run by Hand');
	const outcome = outcomeOf(execution);
	if (!outcome) {
		print(`  wrong: ${endedWithout(execution)}`);
		return false;
	}
	printOutcome(execution.status, outcome, print);
	const files = existsSync(directory) ? readdirSync(directory) : [];
	for (const file of files) {
		print(`  ${String(statSync(join(directory, file)).size).padStart(9)}  ${file}`);
	}
	return execution.status === 'success' && files.length > 0;
}
