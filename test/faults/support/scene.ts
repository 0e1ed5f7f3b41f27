import { mkdirSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { horisenCredential } from '../../../sandbox/demo/credentials';
import { summaryItem } from '../../../sandbox/demo/scene';
import type { Execution, WorkflowFile } from '../../../sandbox/engine/api';
import { fillIn, readTemplate, type Credentials } from '../../../sandbox/engine/template';
import {
	startHorisen,
	type FinanceDocument,
	type HorisenOptions,
	type HorisenSimulator,
} from '../../../sandbox/horisen';
import { startInProcessSftp, type InProcessSftp } from '../../../sandbox/sftp/inProcess';
import { Erp, readInbox, type Inbox } from './erp';
import { withPatience, type Patience } from './patience';
import { violations } from './invariant';
import { ledgerOf, type Ledger } from './ledger';
import type { Equipment, Stage } from './stage';
import { watch } from './watch';

/** What a scene needs of its stage. */
export interface SceneStage extends Pick<Stage, 'api' | 'room' | 'ledgerWorkflow' | 'template'> {
	/** What the workflow is filled in with beside the scene's own credentials and settings. */
	equip(
		credentials: Credentials,
		settings: Equipment['settings'],
		options: SceneOptions,
	): Promise<Equipment>;
	/** Where the ledger is. */
	tables: Pick<Stage['tables'], 'rows'>;
}

const TRIGGER = 'Run by Hand';
const INBOX = 'inbox';

/** Seconds after which a run that was killed no longer keeps the next one out. */
export const LEASE_SECONDS = 3;

/** What n8n delivers to: its credential, and where its files are to be seen on this machine. */
export interface Target {
	credential: Record<string, unknown>;
	/** The folder that is `/`, or in which sessions start. */
	directory: string;
	remoteDirectory: string;
}

export interface SceneOptions {
	settings?: Record<string, string | number>;
	horisen?: Partial<HorisenOptions>;
	/** Default: the scene's own in-process server. */
	target?: (scene: { folder: string }) => Promise<Target> | Target;
	/** Another address of HORISEN's API, e.g. of a proxy before the simulator. */
	apiBaseUrl?: (horisen: HorisenSimulator) => string;
	/** The documents' dates; default few. */
	days?: Days;
	/** Rows a page of documents and traffic; default as the workflow has it. */
	pageSize?: number;
	/** Whether calls are soon given up, so that a test is short, or outlast a pause. Default `short`. */
	patience?: Patience;
}

export interface Run {
	execution: Execution;
	/** What the workflow's `Summary` put out, if it came so far. */
	summary?: Record<string, unknown>;
	/** Everything that the operator is told: the error, its advice and the summary. */
	told: string;
}

/** One guarded workflow in the stage's n8n, with a vendor, a ledger and an inbox of its own. */
export class Scene {
	readonly erp: Erp;

	private constructor(
		private readonly stage: SceneStage,
		readonly horisen: HorisenSimulator,
		/** The SFTP server in this process; idle where the scene delivers to another target. */
		readonly sftp: InProcessSftp,
		private readonly target: Target,
		readonly workflowId: string,
		readonly ledgerTable: string,
		private readonly credentials: Credentials,
		private readonly period: Period,
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
		const ledgerTable = `deliveries_${number}`;
		const period = periodOf(horisen, options.days ?? FEW);
		const common = {
			...period,
			remoteDirectory: target.remoteDirectory,
			ledgerTable,
			ledgerWorkflow: await stage.ledgerWorkflow(),
			leaseMinutes: LEASE_SECONDS / 60,
		};
		const { credentials, settings } = await stage.equip(own, common, options);
		const workflowId = await stage.api.createWorkflow(
			fillIn(withPatience(withoutId(readTemplate(stage.template)), options), credentials, {
				...common,
				...settings,
				startEmptyLedger: 'yes',
				...options.settings,
			}),
		);
		return new Scene(stage, horisen, sftp, target, workflowId, ledgerTable, credentials, period);
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
		const execution = await this.stage.api.waitFor(executionId, 120_000);
		const summary = summaryItem(execution);
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
		return ledgerOf(await this.stage.tables.rows(this.ledgerTable));
	}

	/** Other settings, as an operator would enter them. */
	async changeSettings(change: Record<string, string | number>): Promise<void> {
		const { api } = this.stage;
		const workflow = await api.call<WorkflowFile>('GET', `/rest/workflows/${this.workflowId}`);
		await api.replaceWorkflow(this.workflowId, fillIn(workflow, this.credentials, change));
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

	/** Temporary files look a day older: old enough to be swept. */
	passADay(): void {
		for (const name of this.inbox().temporary) {
			const aDayAgo = Date.now() / 1000 - 25 * 3600;
			utimesSync(join(this.directory, name), aDayAgo, aDayAgo);
		}
	}

	/** Until no run holds the lease: one that was killed loses it when its time is over. */
	async leaseIsFree(): Promise<void> {
		await watch('the lease to be free', async () => {
			const { lease } = await this.ledger();
			return !lease?.leaseExpiresAt || Date.parse(lease.leaseExpiresAt) < Date.now();
		});
	}

	/**
	 * Runs the workflow again, when the lease is free, until everything is delivered.
	 *
	 * @param documents what had to be delivered; default all that is eligible
	 * @returns what is wrong with what is there then
	 */
	async settle(documents = this.eligible()): Promise<{ run: Run; violations: string[] }> {
		await this.leaseIsFree();
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

/** Each scene has a copy of the workflow. */
function withoutId(workflow: WorkflowFile): WorkflowFile {
	return { ...workflow, id: undefined };
}

export function inProcessTarget(sftp: InProcessSftp): Target {
	return {
		credential: {
			host: sftp.host,
			port: sftp.port,
			username: sftp.username,
			authentication: 'password',
			password: sftp.password,
			hostKeyFingerprint: sftp.hostKeyFingerprint,
		},
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
