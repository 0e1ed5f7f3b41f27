import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { N8nApi } from '../../../sandbox/engine/api';
import { DataTables } from '../../../sandbox/engine/dataTables';
import { importSet } from '../../../sandbox/engine/importSet';
import { ensureN8n, type PinnedN8n } from '../../../sandbox/engine/install';
import { startN8n, type RunningN8n } from '../../../sandbox/engine/n8n';
import { freePort } from '../../../sandbox/engine/ports';
import type { Credentials } from '../../../sandbox/engine/template';
import {
	copyPreparedFolder,
	prepareUserFolder,
	TEST_OWNER,
} from '../../../sandbox/engine/userFolder';

/** What a scene's workflow is filled in with. */
export interface Equipment {
	credentials: Credentials;
	settings: Record<string, string | number>;
}

const LEDGER = 'ledger-data-table.json';

/** A real n8n with the package in it, that can be killed and started again as the same one. */
export class Stage {
	readonly api: N8nApi;
	readonly tables: DataTables;
	/** The workflow that scenes run. */
	readonly template: string = 'horisen-invoices-to-erp-guarded.json';
	private rooms = 0;
	private ledger?: string;

	private constructor(
		private readonly pinned: PinnedN8n,
		/** Everything that is written goes below it. */
		readonly home: string,
		private readonly port: number,
		private readonly environment: NodeJS.ProcessEnv,
		private n8n: RunningN8n,
	) {
		this.api = new N8nApi(n8n.url);
		this.tables = new DataTables(this.api);
	}

	/** @param environment more environment variables of n8n's */
	static async start(environment: NodeJS.ProcessEnv = {}): Promise<Stage> {
		const pinned = await ensureN8n((line) => void process.stderr.write(`${line}\n`));
		const home = mkdtempSync(join(tmpdir(), 'telecom-finance-faults-'));
		const userFolder = join(home, 'n8n');
		if (!copyPreparedFolder(userFolder)) await prepareUserFolder(pinned, userFolder);
		const port = await freePort();
		const n8n = await startN8n(pinned, { userFolder, port, environment });
		const stage = new Stage(pinned, home, port, environment, n8n);
		await stage.api.logIn(TEST_OWNER);
		return stage;
	}

	/** n8n's own folder. */
	get userFolder(): string {
		return join(this.home, 'n8n');
	}

	/** The ledger's sub-workflow, published; all scenes share it. @returns its id */
	async ledgerWorkflow(): Promise<string> {
		this.ledger ??= await this.importLedger();
		return this.ledger;
	}

	/** What a scene's workflow needs beside its own credentials: nothing. */
	async equip(credentials: Credentials): Promise<Equipment> {
		return { credentials, settings: {} };
	}

	/** A folder of its own, and a number that no other scene has. */
	room(): { number: number; folder: string } {
		this.rooms += 1;
		return { number: this.rooms, folder: join(this.home, `scene-${this.rooms}`) };
	}

	/** As `kill -9` of n8n and all that it started. */
	async kill(): Promise<void> {
		await this.n8n.kill();
	}

	/** Starts the killed n8n again: the same folder, port and key. */
	async restart(): Promise<void> {
		this.n8n = await startN8n(this.pinned, {
			userFolder: this.userFolder,
			port: this.port,
			environment: this.environment,
		});
	}

	/** The end of what n8n printed. */
	get log(): string {
		return this.n8n.process.log.slice(-4_000);
	}

	private async importLedger(): Promise<string> {
		const [id] = await importSet(this.api, { [LEDGER]: {} });
		await this.api.publish(id);
		return id;
	}

	async stop(): Promise<void> {
		await this.n8n.stop();
		rmSync(this.home, { recursive: true, force: true });
	}
}
