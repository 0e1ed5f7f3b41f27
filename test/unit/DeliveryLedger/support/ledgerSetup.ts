import { randomUUID } from 'node:crypto';
import type {
	DeliveryFile,
	DeliveryKey,
	LedgerStore,
	PlannedDocument,
	Run,
	RunStart,
	Server,
} from '../../../../nodes/DeliveryLedger/store/ledgerStore';

export const SERVER: Server = { hostKeyFingerprint: 'SHA256:abc', username: 'erp' };

export function runStart(ledger: string, more: Partial<RunStart> = {}): RunStart {
	return {
		run: randomUUID(),
		ledger,
		workflowId: 'w1',
		executionId: '11',
		ifUnderWay: 'skip',
		...more,
	};
}

export function keyOf(key: string, more: Partial<DeliveryKey> = {}): DeliveryKey {
	return { source: 'horisen', key, revision: 'r1', event: 'invoice', ...more };
}

export function planned(key: string, more: Partial<PlannedDocument> = {}): PlannedDocument {
	return {
		...keyOf(key),
		documentId: key,
		documentNumber: `N-${key}`,
		documentDate: '2023-06-30',
		partner: 'Orange',
		currency: 'EUR',
		total: '12.66',
		action: 'deliver',
		reason: '',
		...more,
	};
}

export function fileOf(name: string, more: Partial<DeliveryFile> = {}): DeliveryFile {
	return {
		directory: '/in',
		part: `${name}.w1.part`,
		name,
		bytes: 5_000_000_000,
		sha256: 'a'.repeat(64),
		marker: `${name}.sha256`,
		...more,
	};
}

/** A run of a ledger that is made for it, with these documents planned. */
export async function startedRun(
	store: LedgerStore,
	ledger: string,
	documents: readonly PlannedDocument[],
	more: Partial<RunStart> = {},
): Promise<Run> {
	if (!(await store.findLedger(ledger))) {
		await store.createLedger(ledger, { goLiveDate: '', replaces: [] });
	}
	await store.bindServer(ledger, SERVER, 'keep');
	const { run } = await store.beginRun(runStart(ledger, more));
	await store.writePlan(run.run, documents);
	return run;
}
