import { mkdirSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { horisenCredential, passwordCredential } from '../../../sandbox/demo/credentials';
import type { Execution, WorkflowFile } from '../../../sandbox/engine/api';
import {
	fillIn,
	readTemplate,
	type Credentials,
	type Forms,
} from '../../../sandbox/engine/template';
import {
	startHorisen,
	type FinanceDocument,
	type HorisenOptions,
	type HorisenSimulator,
} from '../../../sandbox/horisen';
import { startInProcessSftp, type InProcessSftp } from '../../../sandbox/sftp/inProcess';
import { type Choices, type Common, formsOf, withSwitches } from './choices';
import { Erp, readInbox, type Inbox } from './erp';
import { withPatience, type Patience } from './patience';
import { violations } from './invariant';
import type { Ledger, ReadLedger } from './ledger';
import type { Stage } from './stage';

/** What a scene needs from its stage. */
export interface SceneStage extends Pick<Stage, 'api' | 'room' | 'template' | 'ledgerStore'> {
	/** The credentials of the stage, beside the scene's own. */
	credentials: Credentials;
	readLedger: ReadLedger;
	/**
	 * Prepares what a scene's workflow needs, e.g. the workers' workflow.
	 *
	 * @returns further fields for the scene's workflow
	 */
	prepare?(own: Credentials, common: Common, options: SceneOptions): Promise<Forms>;
}

const TRIGGER = 'Run by Hand';
const INBOX = 'inbox';

/** What n8n delivers to: its credential, and where its files are to be seen on this machine. */
export interface Target {
	credential: Record<string, unknown>;
	/** The folder that is `/`, or in which sessions start. */
	directory: string;
	remoteDirectory: string;
}

export interface SceneOptions {
	choices?: Choices;
	horisen?: Partial<HorisenOptions>;
	/** Default: the scene's own in-process server. */
	target?: (scene: { folder: string }) => Promise<Target> | Target;
	/** Another address of HORISEN's API, e.g. of a proxy before the simulator. */
	apiBaseUrl?: (horisen: HorisenSimulator) => string;
	/** The documents' dates; default few. */
	days?: Days;
	/** Rows a page of documents and traffic; default as the workflow has it. */
	pageSize?: number;
	/** Whether calls give up soon, for a short test, or outlast a pause. Default `short`. */
	patience?: Patience;
	/** The address that batches of the fan-out are posted to; default n8n's own. */
	batchesThrough?: string;
}

export interface Run {
	execution: Execution;
	/** What `Finish` put out, if it came so far. */
	summary?: Summary;
	/** Everything that the operator sees: the error, its advice and the summary. */
	told: string;
}

/** What Delivery Ledger, Finish, puts out, as far as the checks look at it. */
export interface Summary {
	title: string;
	result: 'fine' | 'needsAttention';
	counts: Record<string, number>;
	documents: Array<{ documentNumber: string; result: string; reason: string; whatToDo: string }>;
	run: { state: string };
	text: string;
}

/** One guarded workflow in the stage's n8n, with its own vendor, ledger and inbox. */
export class Scene {
	readonly erp: Erp;

	private constructor(
		private readonly stage: SceneStage,
		readonly horisen: HorisenSimulator,
		/** The SFTP server in this process; idle if the scene delivers elsewhere. */
		readonly sftp: InProcessSftp,
		private readonly target: Target,
		readonly workflowId: string,
		readonly ledgerName: string,
		private readonly credentials: Credentials,
		private readonly period: Period,
		private readonly common: Common,
		private readonly forms: Forms,
		private choices: Choices,
	) {
		this.erp = new Erp(this.directory);
		mkdirSync(this.directory, { recursive: true });
	}

	static async set(stage: SceneStage, options: SceneOptions = {}): Promise<Scene> {
		const { number, folder } = stage.room();
		mkdirSync(folder, { recursive: true });
		const horisen = await startHorisen(options.horisen);
		const sftp = await startInProcessSftp({ directory: join(folder, 'erp') });
		const target = (await options.target?.({ folder })) ?? inProcessTarget(sftp);
		const create = async (type: string, data: Record<string, unknown>) => ({
			id: await stage.api.createCredential(`${type} ${number}`, type, data),
			name: `${type} ${number}`,
		});
		const apiBaseUrl = options.apiBaseUrl?.(horisen) ?? horisen.url;
		const own = {
			horisenOAuth2Api: await create('horisenOAuth2Api', {
				...horisenCredential(horisen),
				apiBaseUrl,
			}),
			erpSftpApi: await create('erpSftpApi', target.credential),
		};
		const period = periodOf(horisen, options.days ?? FEW);
		const common: Common = {
			ledger: `ledger-${number}`,
			ledgerStore: stage.ledgerStore,
			remoteDirectory: target.remoteDirectory,
			...period,
		};
		const { choices = {} } = options;
		const credentials = { ...own, ...stage.credentials };
		const forms = (await stage.prepare?.(own, common, options)) ?? {};
		const template = withPatience(readTemplate(stage.template), options);
		const workflow = fillIn(template, credentials, {
			...formsOf(template, common, choices),
			...forms,
		});
		const workflowId = await stage.api.createWorkflow(withSwitches(workflow, choices));
		return new Scene(
			...([stage, horisen, sftp, target, workflowId, common.ledger] as const),
			...([credentials, period, common, forms, choices] as const),
		);
	}

	/** The ERP's inbox as a folder of this machine. */
	get directory(): string {
		return join(this.target.directory, INBOX);
	}

	async run(): Promise<Run> {
		return await this.ended(await this.start());
	}

	/** Runs while the vendor has no documents, so that there is a ledger; then all is as it was. */
	async runWithoutDocuments(): Promise<void> {
		const { data, requests } = this.horisen;
		const kept = data.documents.splice(0);
		const { execution } = await this.run();
		if (execution.status !== 'success') throw new Error(execution.error?.message);
		data.documents.push(...kept);
		requests.length = 0;
		this.sftp.requests.length = 0;
	}

	/** @returns the execution's id */
	async start(): Promise<string> {
		return await this.stage.api.start(this.workflowId, TRIGGER);
	}

	async ended(executionId: string): Promise<Run> {
		const execution = await this.stage.api.waitFor(executionId, 240_000);
		const summary = summaryOf(execution);
		const told = [
			execution.error?.message,
			execution.error?.description,
			JSON.stringify(summary ?? {}),
		].join('\n');
		return { execution, summary, told };
	}

	/** What has to be delivered, found in the vendor's data without its API. */
	eligible(): FinanceDocument[] {
		const { periodFrom, periodTo } = this.period;
		return this.horisen.data.eligible('sales', { from: periodFrom, to: periodTo });
	}

	inbox(): Inbox {
		return readInbox(this.directory);
	}

	async ledger(): Promise<Ledger> {
		return await this.stage.readLedger(this.ledgerName);
	}

	/** Other choices, as an operator would make them. */
	async choose(change: Choices): Promise<void> {
		this.choices = { ...this.choices, ...change };
		const { api } = this.stage;
		const workflow = await api.call<WorkflowFile>('GET', `/rest/workflows/${this.workflowId}`);
		const forms = { ...formsOf(workflow, this.common, this.choices), ...this.forms };
		const filled = fillIn(workflow, this.credentials, forms);
		await api.replaceWorkflow(this.workflowId, withSwitches(filled, this.choices));
	}

	/** Other data in the SFTP credential, as an operator would enter it. */
	async changeTarget(change: Record<string, unknown>): Promise<void> {
		const { id, name } = this.credentials.erpSftpApi;
		await this.stage.api.call('PATCH', `/rest/credentials/${id}`, {
			name,
			type: 'erpSftpApi',
			data: { ...this.target.credential, ...change },
		});
	}

	/** Makes temporary files a day older, old enough to be swept. */
	passADay(): void {
		for (const name of this.inbox().temporary) {
			const aDayAgo = Date.now() / 1000 - 25 * 3600;
			utimesSync(join(this.directory, name), aDayAgo, aDayAgo);
		}
	}

	/**
	 * Runs the workflow again.
	 *
	 * @param documents what had to be delivered; default all that is eligible
	 * @returns the violations afterwards
	 */
	async settle(documents = this.eligible()): Promise<{ run: Run; violations: string[] }> {
		const run = await this.run();
		return { run, violations: await this.violations(documents) };
	}

	async violations(documents = this.eligible()): Promise<string[]> {
		const ledger = await this.ledger();
		return violations({
			documents,
			received: this.erp.received,
			inbox: this.inbox(),
			ledger,
		});
	}

	async stop(): Promise<void> {
		await this.horisen.stop();
		await this.sftp.stop();
	}
}

function summaryOf({ runData }: Execution): Summary | undefined {
	const items = runData.Finish?.[0]?.data?.main?.flatMap((output) => output ?? []);
	return items?.[0]?.json as unknown as Summary | undefined;
}

function inProcessTarget(sftp: InProcessSftp): Target {
	return {
		credential: passwordCredential(sftp),
		directory: sftp.directory,
		remoteDirectory: `/${INBOX}`,
	};
}

/** Days before the end of the last full month, in which all seeded documents are dated. */
export interface Days {
	from: number;
	to: number;
}

/** Seven documents, three of them with traffic. */
const FEW: Days = { from: 4, to: 2 };

/** Fourteen documents. */
export const MANY: Days = { from: 8, to: 1 };

interface Period {
	periodFrom: string;
	periodTo: string;
}

function periodOf({ data }: HorisenSimulator, { from, to }: Days): Period {
	const end = data.lastFullMonth.to;
	const before = (days: number) =>
		new Date(Date.parse(end) - days * 86_400_000).toISOString().slice(0, 10);
	return { periodFrom: before(from), periodTo: before(to) };
}
