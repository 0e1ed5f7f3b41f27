import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { N8nApi } from '../../../sandbox/engine/api';
import { ensureN8n, type PinnedN8n } from '../../../sandbox/engine/install';
import { startN8n, type RunningN8n } from '../../../sandbox/engine/n8n';
import { freePort } from '../../../sandbox/engine/ports';
import type { Credentials } from '../../../sandbox/engine/template';
import { ledgerCredential } from '../../../sandbox/demo/credentials';
import { startPostgres, type PostgresServer } from '../../../sandbox/postgres/server';
import { embeddedLedger, postgresLedger, type ReadLedger } from './ledger';
import {
	copyPreparedFolder,
	prepareUserFolder,
	TEST_OWNER,
} from '../../../sandbox/engine/userFolder';

/** As the credential's form has it. */
const SCHEMA = 'delivery_ledger';

export interface StageOptions {
	/** More environment variables of n8n's. */
	environment?: NodeJS.ProcessEnv;
	/** Where the ledgers are kept; default: what `--store` of test/run.mjs says. */
	store?: LedgerStore;
}

export type LedgerStore = 'embedded' | 'postgres';

/** Scenes about the ledger's own file are played only if there is one. */
export const CHOSEN_STORE: LedgerStore =
	process.env.FAULTS_STORE === 'postgres' ? 'postgres' : 'embedded';

const say = (line: string) => void process.stderr.write(`${line}\n`);

/** A real n8n with the package, which can be killed and restarted as the same n8n. */
export class Stage {
	readonly api: N8nApi;
	/** The workflow that scenes run. */
	readonly template: string = 'horisen-invoices-to-erp-guarded.json';
	private rooms = 0;

	private constructor(
		private readonly pinned: PinnedN8n,
		/** Everything that is written goes below it. */
		readonly home: string,
		private readonly port: number,
		private readonly environment: NodeJS.ProcessEnv,
		private n8n: RunningN8n,
		/** Where the ledgers are kept; without one they are embedded. */
		readonly postgres?: PostgresServer,
	) {
		this.api = new N8nApi(n8n.url);
	}

	/** @param environment more environment variables of n8n's */
	static async start({
		environment = {},
		store = CHOSEN_STORE,
	}: StageOptions = {}): Promise<Stage> {
		const pinned = await ensureN8n(say);
		const home = mkdtempSync(join(tmpdir(), 'telecom-finance-faults-'));
		const userFolder = join(home, 'n8n');
		if (!copyPreparedFolder(userFolder)) await prepareUserFolder(pinned, userFolder);
		const port = await freePort();
		const postgres = store === 'postgres' ? await startPostgres(say) : undefined;
		const n8n = await startN8n(pinned, { userFolder, port, environment }).catch(async (error) => {
			await postgres?.remove();
			throw error;
		});
		const stage = new Stage(pinned, home, port, environment, n8n, postgres);
		try {
			await stage.api.logIn(TEST_OWNER);
			if (postgres) await stage.addLedgerCredential(postgres);
		} catch (error) {
			await stage.stop();
			throw error;
		}
		return stage;
	}

	/** The credentials that all scenes share. */
	credentials: Credentials = {};

	/** n8n's own folder. */
	get userFolder(): string {
		return join(this.home, 'n8n');
	}

	/** Reads the ledgers of the scenes. */
	get readLedger(): ReadLedger {
		if (this.postgres) return postgresLedger(this.postgres, SCHEMA);
		return embeddedLedger(this.pinned.node, this.ledgerFile);
	}

	/** The embedded ledger's file. */
	get ledgerFile(): string {
		return join(this.userFolder, '.n8n', 'delivery-ledger.sqlite');
	}

	get ledgerStore(): 'embedded' | 'credential' {
		return this.postgres ? 'credential' : 'embedded';
	}

	/** Its own folder, and a number that no other scene has. */
	room(): { number: number; folder: string } {
		this.rooms += 1;
		return { number: this.rooms, folder: join(this.home, `scene-${this.rooms}`) };
	}

	/** Like `kill -9` of n8n and all its children. */
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

	async stop(): Promise<void> {
		await this.n8n.stop();
		await this.postgres?.remove();
		rmSync(this.home, { recursive: true, force: true });
	}

	private async addLedgerCredential(postgres: PostgresServer): Promise<void> {
		const name = 'Ledger';
		const id = await this.api.createCredential(
			name,
			'deliveryLedgerApi',
			ledgerCredential(postgres),
		);
		this.credentials = { deliveryLedgerApi: { id, name } };
	}
}
