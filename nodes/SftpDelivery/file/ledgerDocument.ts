import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { DELIVERY_FIELD, failureOf, isPlannedDelivery } from '../../common/addedFields';
import { OperatorError } from '../../common/errors';
import { itemErrorText } from '../../common/itemError';
import { deliveryOfItem, type ItemDelivery } from '../../DeliveryLedger/run/itemDelivery';
import type {
	DeliveryRow,
	LedgerStore,
	OutcomeReport,
	Server,
} from '../../DeliveryLedger/store/ledgerStore';
import { isDelivered } from '../../DeliveryLedger/rules/rows';
import { openLedgerStore } from '../../n8n/ledgerAccess';
import { lostPlan, type LostPlan } from '../../n8n/lostPlan';
import type { LedgerPort, Outcome } from '../deliver/delivery';
import type { Remote } from '../session/runSession';
import type { Turn } from '../session/turns';

/** A planned document in Deliver: records it in the ledger. */
export class LedgerDocument {
	/** True until it breaks off after its intent: no file of it can get its name. */
	private isRemoved = true;

	private writer = '';

	private store?: LedgerStore;

	constructor(
		private readonly context: IExecuteFunctions,
		private readonly itemIndex: number,
		private readonly planned: ItemDelivery,
	) {}

	/**
	 * Opens the ledger for this document.
	 *
	 * @throws OperatorError if it does not know the item's run, or belongs to another server
	 */
	async open(remote: Remote, ifAnotherServer: 'keep' | 'replace', turn: Turn): Promise<LedgerPort> {
		const { ledger, run } = this.planned;
		const { hostKey } = await remote.session.connection();
		const { username } = remote.settings;
		const server = { hostKeyFingerprint: hostKey.fingerprint, username };
		const store = (this.store = await openLedgerStore(this.context, this.itemIndex));
		await remote.once(`run ${run}`, async () => await store.runningRun(run));
		await remote.once(
			`server of ${ledger}`,
			async () => await bind(store, ledger, server, ifAnotherServer),
		);
		this.writer = remote.writer.token;
		return this.portOf(store, server, turn);
	}

	/** Records why it is not delivered. Never throws: the first error is the one to report. */
	async fail(error: unknown): Promise<void> {
		const { message } = error as Error;
		const advice = error instanceof OperatorError ? (error.description ?? '') : '';
		const node = this.context.getNode().name;
		await this.report({ outcome: 'failed', message, advice, node });
	}

	/** Records that an earlier node failed for it. Never throws. */
	async failedBefore(json: IDataObject): Promise<void> {
		const failure = failureOf(json);
		const message = failure?.message ?? itemErrorText(json);
		await this.report({
			outcome: 'failed',
			...{ message, advice: failure?.advice ?? '', node: failure?.node ?? '' },
		});
	}

	private async report(report: Pick<OutcomeReport, 'outcome' | 'message' | 'advice' | 'node'>) {
		try {
			const store = (this.store ??= await openLedgerStore(this.context, this.itemIndex));
			await store.recordOutcome({ ...this.key(), ...report, partRemoved: this.isRemoved });
		} catch {
			// If the ledger fails, the item keeps its failure; Finish then counts it as not reported.
		}
	}

	private key() {
		const { run, source, key, revision, event } = this.planned;
		return { run, writer: this.writer, source, key, revision, event };
	}

	private portOf(store: LedgerStore, server: Server, turn: Turn): LedgerPort {
		let isIntended = false;
		return {
			intend: async (files) => {
				// Its files are on the server: the next document is sent while the ledger stores the intent.
				turn.end();
				const intent = { ...this.key(), server, files };
				const answer = await store.intend(intent, turn.others > 0);
				isIntended = answer.granted;
				return answer.granted ? undefined : standing(answer.row, answer.isAlive);
			},
			record: async (outcome, files, isRemoved) => {
				// The server is done with it: the next document need not wait for the ledger's disk.
				turn.end();
				const found = isIntended ? {} : { files, server };
				const report = { ...this.key(), ...reportOf(outcome), ...found, partRemoved: isRemoved };
				const answer = await store.recordOutcome(report, turn.others > 0);
				if (answer.recorded || !answer.row || outcome.outcome === 'waiting') return outcome;
				return { ...outcome, ...standing(answer.row, true) };
			},
			brokeOff: (isRemoved) => {
				this.isRemoved = isRemoved;
			},
		};
	}
}

/**
 * The planned document of an item, or none.
 *
 * @throws OperatorError if the plan's fields were changed or dropped: without its ledger, the next run would deliver the
 *   document again
 */
export async function ledgerDocument(
	context: IExecuteFunctions,
	itemIndex: number,
): Promise<LedgerDocument | undefined> {
	const { json } = context.getInputData()[itemIndex];
	const planned = deliveryOfItem(json);
	if (planned) return new LedgerDocument(context, itemIndex, planned);
	if (!isPlannedDelivery(json[DELIVERY_FIELD])) {
		await refuseLostPlan(context, itemIndex);
		return undefined;
	}
	throw new OperatorError(`"${DELIVERY_FIELD}" of the item is incomplete`, {
		description:
			'Pass the fields from Delivery Ledger, Plan, unchanged through every node before this one. Nothing was sent.',
	});
}

/** The planned document of an item that failed earlier, even if it has lost its plan. */
export function failedDocument(
	context: IExecuteFunctions,
	itemIndex: number,
): LedgerDocument | undefined {
	const { json } = context.getInputData()[itemIndex];
	const lost = lostPlan(context, itemIndex);
	const planned = deliveryOfItem(json) ?? (lost && plannedBy(lost));
	return planned && new LedgerDocument(context, itemIndex, planned);
}

function plannedBy({ delivery }: LostPlan): ItemDelivery | undefined {
	return deliveryOfItem({ [DELIVERY_FIELD]: delivery });
}

/** A document that its ledger has as delivered may be sent elsewhere without it, e.g. to an archive. */
async function refuseLostPlan(context: IExecuteFunctions, itemIndex: number): Promise<void> {
	const lost = lostPlan(context, itemIndex);
	const planned = lost && plannedBy(lost);
	if (!planned) return;
	const store = await openLedgerStore(context, itemIndex);
	const { ledger, source, key, revision, event } = planned;
	const rows = await store.rowsOf(ledger, source, [key]);
	const own = rows.find((row) => row.revision === revision && row.event === event);
	if (own && isDelivered(own)) return;
	await new LedgerDocument(context, itemIndex, planned).fail(lost.error);
	throw lost.error;
}

async function bind(
	store: LedgerStore,
	ledger: string,
	server: Server,
	ifAnother: 'keep' | 'replace',
): Promise<void> {
	const bound = await store.bindServer(ledger, server, ifAnother);
	const isSame =
		bound.hostKeyFingerprint === server.hostKeyFingerprint && bound.username === server.username;
	if (isSame) return;
	const told = ({ username, hostKeyFingerprint }: Server) =>
		`${username} with ${hostKeyFingerprint}`;
	throw new OperatorError(
		`The ledger "${ledger}" belongs to the server of ${told(bound)}, but this is ${told(server)}`,
		{
			description:
				"Its documents would count as delivered there. For a test server, give the copy of the workflow its own ledger. If the ERP's server has a new key or account, set If Server Changed in the options to Use the New Server, run once, and remove the option again. Nothing was sent.",
		},
	);
}

/** What another writer's row means for this writer. */
function standing(row: DeliveryRow, isAlive: boolean): Pick<Outcome, 'outcome' | 'reason'> {
	if (row.state === 'delivered' || row.state === 'acknowledged') {
		return {
			outcome: 'alreadyDelivered',
			reason: `Another run delivered it meanwhile, at ${row.deliveredAt}`,
		};
	}
	if (row.state === 'inferred') return { outcome: 'inferred', reason: row.reason };
	return {
		outcome: 'waiting',
		reason: isAlive
			? 'Another run is delivering it right now'
			: 'An earlier run broke off while delivering it: Recover, at the beginning of the next run, finds out how far it came',
	};
}

function reportOf(outcome: Outcome): Pick<OutcomeReport, 'outcome' | 'how' | 'message'> {
	const { reason = '' } = outcome;
	switch (outcome.outcome) {
		case 'alreadyDelivered':
			return { outcome: 'delivered', how: 'alreadyDelivered', message: reason };
		case 'delivered':
			return { outcome: 'delivered', how: howOf(outcome), message: reason };
		case 'conflict':
		case 'inferred':
		case 'waiting':
			return { outcome: outcome.outcome, message: reason };
	}
}

function howOf({ takenAtOnce, acknowledgedOnly, replaced }: Outcome): string {
	if (takenAtOnce) return 'takenAtOnce';
	if (acknowledgedOnly) return 'acknowledgedOnly';
	return replaced ? 'replaced' : '';
}
