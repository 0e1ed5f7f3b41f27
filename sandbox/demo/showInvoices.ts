import { mkdirSync } from 'node:fs';
import { fillIn, type Forms, readTemplate } from '../engine/template';
import { checkDelivered, type Outcome, outcomeOf, printOutcome } from './outcome';
import { endedWithout, type Scene } from './scene';

/** One of the two ways to deliver invoices. */
interface Way {
	file: string;
	/** The folder for its files, below the one where an SFTP session starts. */
	inbox: string;
	/** The fields that its operator fills in. */
	forms(remoteDirectory: string): Forms;
}

const DOCUMENTED: Way = {
	file: 'horisen-invoices-to-erp.json',
	inbox: 'documented',
	forms: (remoteDirectory) => ({ Settings: { remoteDirectory } }),
};

const GUARDED: Way = {
	file: 'horisen-invoices-to-erp-guarded.json',
	inbox: 'guarded',
	forms: (remoteDirectory) => ({ Deliver: { remoteDirectory } }),
};

/**
 * The main job in both ways, each run twice: shows what was delivered, and that nothing is delivered again. Then a
 * document changes at HORISEN, which the guarded way notices and holds.
 */
export async function showInvoices(scene: Scene): Promise<boolean> {
	const documented = await deliverTwice(scene, DOCUMENTED);
	const guarded = await deliverTwice(scene, GUARDED);
	return documented.isWell && guarded.isWell && (await showHeld(scene, guarded));
}

interface Shown {
	id: string;
	isWell: boolean;
	first: Outcome;
}

async function deliverTwice(scene: Scene, { file, inbox, forms }: Way): Promise<Shown> {
	const { api, credentials, services, print } = scene;
	const directory = `${services.sftp.directory}/${inbox}`;
	mkdirSync(directory, { recursive: true });
	const workflow = fillIn(readTemplate(file), credentials, forms(directory));
	const id = await api.createWorkflow(workflow);
	print('');
	print(`"${workflow.name}"; its files go to ${directory}`);
	const first = await run(scene, id, 'First run');
	const wrong = checkDelivered(directory, first);
	for (const sentence of wrong) print(`  wrong: ${sentence}`);
	const second = await run(scene, id, 'Second run');
	const again = second.lines.some(({ result }) => result === 'delivered');
	const stillThere = checkDelivered(directory, first).length === 0;
	print(again ? '  wrong: something was delivered again.' : '  Nothing was delivered twice.');
	return {
		id,
		first,
		isWell: wrong.length === 0 && first.lines.length > 0 && !again && stillThere,
	};
}

/** Moves the due date of a delivered document at HORISEN, and runs again. */
async function showHeld(scene: Scene, { id, first }: Shown): Promise<boolean> {
	const { services, print } = scene;
	const [delivered] = first.lines.filter(({ result }) => result === 'delivered');
	const document = services.horisen.data.documents.find(
		({ documentNumber }) => documentNumber === delivered?.documentNumber,
	);
	if (!document) throw new Error('The first run delivered nothing that could be changed');
	document.dueDate = '2031-01-01';
	print(`  Now HORISEN has another due date for ${document.documentNumber}.`);
	const third = await run(scene, id, 'Third run');
	print('  It ends as failed on purpose: a scheduled run would call the alert.');
	return third.lines.filter(({ result }) => result === 'held').length === 1;
}

async function run({ api, print }: Scene, id: string, title: string): Promise<Outcome> {
	const execution = await api.run(id, 'Run by Hand');
	const outcome = outcomeOf(execution);
	if (!outcome) throw new Error(endedWithout(execution));
	printOutcome(title, outcome, print);
	return outcome;
}
