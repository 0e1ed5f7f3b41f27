import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fillIn, readTemplate } from '../engine/template';
import { fillAccounts } from './accounts';
import { countsOf, endedWithout, summaryItem, type Scene } from './scene';

/** A shipped workflow besides the invoices. */
interface ShownWorkflow {
	file: string;
	/** The folder that its files go to, below the one in which an SFTP session starts. */
	inbox: string;
	/** What its operator fills in beside that. */
	settings?: Record<string, string>;
	/** What its operator does after a first run has made the tables. */
	prepare?(scene: Scene): Promise<void>;
}

export const OTHER_WORKFLOWS: ShownWorkflow[] = [
	{
		file: 'horisen-einvoices-to-erp.json',
		inbox: 'e-invoices',
		settings: {
			sellerName: 'SMS Platform Owner GmbH',
			sellerCountry: 'DE',
			sellerVatId: 'DE123456788',
			iban: 'DE02120300000000202051',
			linesFrom: 'items',
			zeroRateCategory: 'AE',
			exemptionReason: 'Reverse charge',
			selfBillingType: '381',
		},
	},
	{ file: 'horisen-rate-changes.json', inbox: 'rates' },
	{ file: 'horisen-margin-report.json', inbox: 'margin' },
	{ file: 'rainbow-files-to-erp.json', inbox: 'rainbow' },
	{ file: 'voipcloud-statements-to-erp.json', inbox: 'statements', prepare: fillAccounts },
];

/** Imports and runs one workflow and prints its summary and the files that came of it. */
export async function showWorkflow(scene: Scene, shown: ShownWorkflow): Promise<boolean> {
	const { api, credentials, services, print } = scene;
	const remoteDirectory = `${services.sftp.directory}/${shown.inbox}`;
	const workflow = fillIn(readTemplate(shown.file), credentials, {
		remoteDirectory,
		...shown.settings,
	});
	const id = await api.createWorkflow(workflow);
	print('');
	print(`Imported "${workflow.name}"; its files go to ${remoteDirectory}`);
	if (shown.prepare) {
		const { error } = await api.run(id, 'Run by Hand');
		print(`  It stops and says what to do: ${error?.message ?? 'nothing'}`);
		await shown.prepare(scene);
	}
	const execution = await api.run(id, 'Run by Hand');
	const summary = summaryItem(execution);
	if (!summary) {
		print(`  wrong: ${endedWithout(execution)}`);
		return false;
	}
	print(`  ${execution.status}: ${countsOf(summary)}`);
	const files = existsSync(remoteDirectory) ? readdirSync(remoteDirectory) : [];
	for (const file of files) {
		print(`  ${String(statSync(join(remoteDirectory, file)).size).padStart(9)}  ${file}`);
	}
	return execution.status === 'success' && files.length > 0;
}
