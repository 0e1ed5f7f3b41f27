import { fillIn, readTemplate } from '../engine/template';
import { checkDelivered, printSummary, summaryOf, type Summary } from './report';
import { endedWithout, type Scene } from './scene';

const WORKFLOW = 'horisen-invoices-to-erp.json';
/** Where the files arrive, below the folder in which an SFTP session starts. */
const INBOX = 'inbox';

/** The main job, twice: what was delivered where, and that nothing is delivered again. */
export async function showInvoices(scene: Scene): Promise<boolean> {
	const { api, credentials, services, print } = scene;
	const remoteDirectory = `${services.sftp.directory}/${INBOX}`;
	const workflow = fillIn(readTemplate(WORKFLOW), credentials, { remoteDirectory });
	const id = await api.createWorkflow(workflow);
	print(`Imported "${workflow.name}"; its files go to ${remoteDirectory}`);

	const first = await run(scene, id, 'First run');
	const wrong = checkDelivered(remoteDirectory, first);
	for (const sentence of wrong) print(`  wrong: ${sentence}`);
	if (wrong.length === 0) {
		print(`  ${first.delivered} files on the server, every checksum as recorded.`);
	}
	const second = await run(scene, id, 'Second run');
	const again = second.delivered > 0 || checkDelivered(remoteDirectory, first).length > 0;
	print(again ? '  wrong: something was delivered again.' : '  Nothing was delivered twice.');
	return wrong.length === 0 && !again && first.delivered > 0;
}

async function run({ api, print }: Scene, id: string, title: string): Promise<Summary> {
	print('');
	print(`${title} …`);
	const execution = await api.run(id, 'Run by Hand');
	const summary = summaryOf(execution);
	if (!summary) throw new Error(endedWithout(execution));
	printSummary(title, summary, print);
	return summary;
}
