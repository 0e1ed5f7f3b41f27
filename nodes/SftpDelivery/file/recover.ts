import type { IDataObject } from 'n8n-workflow';
import type {
	LedgerStore,
	PublishingRow,
	Server,
	Settlement,
} from '../../DeliveryLedger/store/ledgerStore';
import { findLedgerStore, ledgerFields, ledgerNameOf } from '../../n8n/ledgerAccess';
import type { Operation } from '../../n8n/operation';
import { failed, RemoteFailure } from '../deliver/remoteFiles';
import { recover } from '../deliver/recoverDelivery';
import { explainRemoteFailure } from '../session/explainRemoteFailure';
import { onServer, type Remote } from '../session/runSession';
import { timeLimits } from '../session/timeOptions';
import { optionsOf } from './sftpFileFields';

export const recoverFiles: Operation = {
	value: 'recover',
	name: 'Recover',
	action: 'Recover broken-off deliveries',
	description:
		'Log in, and settle deliveries that a broken-off run left: put it first in a workflow that delivers',
	writes: true,
	// Exactly one item: the next node would list once per item.
	runs: 'once',
	fields: [...ledgerFields, optionsOf([])],
	async execute(itemIndex) {
		const options = this.getNodeParameter('options', itemIndex) as IDataObject;
		const ledger = ledgerNameOf(this, itemIndex);
		const json = await onServer(
			this,
			timeLimits(options),
			{ subject: 'Recover', directory: 'the directory' },
			async (remote) => {
				const store = await findLedgerStore(this, itemIndex);
				return await recoverAll(store, ledger, remote);
			},
		);
		return [{ json }];
	},
};

/** The outcome of a row, for a person. */
interface Found {
	row: PublishingRow;
	state: Settlement['state'] | 'publishing';
	reason: string;
}

/** @returns Recover's one item: how many rows, and which */
async function recoverAll(
	store: LedgerStore | undefined,
	ledger: string,
	remote: Remote,
): Promise<IDataObject> {
	const { hostKey } = await remote.session.connection();
	const { host, username } = remote.settings;
	const server = { hostKeyFingerprint: hostKey.fingerprint, username };
	// If no ledger was ever created, there is nothing to recover. Plan finds out whether one was lost.
	const rows = (await store?.publishingRows(ledger)) ?? [];
	const found: Found[] = [];
	for (const row of rows) found.push(await recoverRow(store!, row, server, remote));
	const count = (state: Found['state']) => found.filter((one) => one.state === state).length;
	return {
		ledger,
		host,
		hostKeyFingerprint: server.hostKeyFingerprint,
		delivered: count('delivered'),
		void: count('void'),
		conflict: count('conflict'),
		inferred: count('inferred'),
		leftAlone: count('publishing'),
		documents: found.map(({ row, state, reason }) => ({
			documentNumber: row.documentNumber,
			partner: row.partner,
			key: row.key,
			state,
			reason,
		})),
	};
}

async function recoverRow(
	store: LedgerStore,
	row: PublishingRow,
	server: Server,
	remote: Remote,
): Promise<Found> {
	const leftAlone = (reason: string): Found => ({ row, state: 'publishing', reason });
	if (row.runIsAlive) return leftAlone('Its run is under way');
	if (
		row.server.hostKeyFingerprint !== server.hostKeyFingerprint ||
		row.server.username !== server.username
	) {
		return leftAlone(
			`It went to another server, that of ${row.server.username} with ${row.server.hostKeyFingerprint}. Only that server shows how far it came`,
		);
	}
	const { id, writer } = row;
	try {
		const { state, reason } = await recover(remote.files, row.files, remote.writer);
		if (state === 'unknown') return leftAlone(reason);
		const isSettled = await store.settle({ id, writer, state, how: 'recovered', reason });
		return isSettled
			? { row, state, reason }
			: leftAlone('Another run has taken over in the meantime');
	} catch (error) {
		// A row that cannot be settled must not block the others, nor the delivery of new documents.
		if (!(error instanceof RemoteFailure) || failed(error, 'cancelled')) throw error;
		const directory = row.files.at(-1)?.directory ?? '';
		const subject = { name: row.documentNumber, directory, username: server.username };
		const { message, description } = explainRemoteFailure(error, subject);
		return leftAlone(`${message}. ${description}`);
	}
}
