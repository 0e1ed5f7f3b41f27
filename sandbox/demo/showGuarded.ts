import { mkdirSync } from 'node:fs';
import type { Execution } from '../engine/api';
import { importSet } from '../engine/importSet';
import { checkDelivered, type DocumentLine, type Summary } from './report';
import { countsOf, endedWithout, summaryItem, type Scene } from './scene';

/** The directory has to be there: this workflow makes none. Its ledger it makes where it is told to. */
const INBOX = 'guarded';

interface GuardedSummary extends Summary {
	held: number;
	documents: Array<DocumentLine & { documentUuid: string }>;
}

/**
 * The guarded delivery with its ledger and alert: two runs, of which the second delivers nothing, and a
 * third after a document was changed at HORISEN, which is held.
 */
export async function showGuarded(scene: Scene): Promise<boolean> {
	const { api, credentials, services, print } = scene;
	const remoteDirectory = `${services.sftp.directory}/${INBOX}`;
	mkdirSync(remoteDirectory);
	const [ledger, alert, delivery] = await importSet(
		api,
		{
			'ledger-data-table.json': {},
			'horisen-delivery-alert.json': {},
			'horisen-invoices-to-erp-guarded.json': { remoteDirectory, startEmptyLedger: 'yes' },
		},
		credentials,
	);
	for (const id of [ledger, alert]) await api.publish(id);
	print('');
	print(`Imported ${delivery}; published ${ledger} and ${alert}, which it calls.`);
	print(`Its files go to ${remoteDirectory}`);

	const first = await run(scene, delivery, 'First run');
	const wrong = checkDelivered(remoteDirectory, first.summary);
	for (const sentence of wrong) print(`  wrong: ${sentence}`);
	if (wrong.length === 0) {
		print(`  ${first.summary.delivered} files on the server, every checksum as recorded.`);
	}
	const second = await run(scene, delivery, 'Second run');
	const again =
		second.summary.delivered > 0 || checkDelivered(remoteDirectory, first.summary).length > 0;
	print(again ? '  wrong: something was delivered again.' : '  Nothing was delivered twice.');
	const held = await showHeld(scene, delivery, first.summary);
	return wrong.length === 0 && first.summary.delivered > 0 && !again && held;
}

/** Moves the due date of a delivered document at HORISEN, and runs again. */
async function showHeld(scene: Scene, delivery: string, first: GuardedSummary): Promise<boolean> {
	const { services, print } = scene;
	const delivered = first.documents.find(({ outcome }) => outcome === 'delivered');
	const document = services.horisen.data.documents.find(
		({ documentUuid }) => documentUuid === delivered?.documentUuid,
	);
	if (!document) throw new Error('The first run delivered nothing that could be changed');
	document.dueDate = '2031-01-01';
	print(`  Now HORISEN has another due date for ${document.documentNumber}.`);

	const { execution, summary } = await run(scene, delivery, 'Third run');
	for (const { documentNumber, outcome, reason } of summary.documents) {
		if (outcome === 'held') print(`  held: ${documentNumber}: ${reason}`);
	}
	print('  It ends as failed on purpose: a scheduled run calls the alert then.');
	return execution.status === 'error' && summary.held === 1 && summary.delivered === 0;
}

async function run(
	{ api, print }: Scene,
	id: string,
	title: string,
): Promise<{ execution: Execution; summary: GuardedSummary }> {
	const execution = await api.run(id, 'Run by Hand');
	const item = summaryItem(execution);
	if (!item) throw new Error(endedWithout(execution));
	print(`  ${title}: ${execution.status}: ${countsOf(item)}`);
	return { execution, summary: item as unknown as GuardedSummary };
}
