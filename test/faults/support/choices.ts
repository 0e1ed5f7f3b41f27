import type { WorkflowFile } from '../../../sandbox/engine/api';
import type { Forms } from '../../../sandbox/engine/template';

/** An operator's choices for a guarded delivery, in addition to those of every scene. */
export interface Choices {
	/** HORISEN gets `exported`. */
	acknowledge?: boolean;
	checksumFile?: boolean;
	batchSize?: number;
	/** Default `documentUuid`. */
	keyField?: string;
	onChange?: 'hold' | 'deliver';
	onCancellation?: 'hold' | 'deliver';
	ifUnderWay?: 'skip' | 'takeOver';
	ifNoLedger?: 'firstRun' | 'startNew';
	goLiveDate?: string;
	/** Default: the documents of the scene. */
	period?: Record<string, string | number>;
	/** Deliver is switched off: no document has evidence that it was delivered. */
	withoutDeliver?: boolean;
}

/** What is the same in every scene. */
export interface Common {
	ledger: string;
	/** Where the ledger is kept. */
	ledgerStore: 'embedded' | 'credential';
	remoteDirectory: string;
	periodFrom: string;
	periodTo: string;
}

/** The forms of a delivery, or of one half of it, as an operator fills them in. */
export function formsOf({ nodes }: WorkflowFile, common: Common, choices: Choices): Forms {
	const names = new Set(nodes.map(({ name }) => name));
	const all = Object.entries(formsOfAll(common, choices));
	return Object.fromEntries(all.filter(([name]) => names.has(name)));
}

function formsOfAll(common: Common, choices: Choices): Forms {
	const { ledger, ledgerStore, remoteDirectory, periodFrom, periodTo } = common;
	const { keyField, batchSize, checksumFile } = choices;
	const { acknowledge, onChange, onCancellation, ifUnderWay, ifNoLedger, goLiveDate } = choices;
	const period = choices.period ?? { period: 'between', periodFrom, periodTo };
	return {
		Recover: { ledger, ledgerStore },
		'Get Documents': period,
		Plan: {
			ledger,
			ledgerStore,
			...present({ acknowledge, onChange, onCancellation, ifUnderWay, ifNoLedger, goLiveDate }),
			...(keyField ? { showFieldNames: true, keyField } : {}),
		},
		'Next Documents': present({ batchSize }),
		Deliver: {
			ledgerStore,
			remoteDirectory,
			...(checksumFile ? { options: { checksumFile } } : {}),
		},
		Acknowledge: { syncStatus: acknowledge ? 'exported' : 'off' },
		Record: { ledgerStore },
		Finish: { ledger, ledgerStore },
	};
}

/** Nodes that an operator switches on or off. */
export function withSwitches(workflow: WorkflowFile, { withoutDeliver }: Choices): WorkflowFile {
	return {
		...workflow,
		nodes: workflow.nodes.map((node) => {
			return node.name === 'Deliver' ? { ...node, disabled: withoutDeliver === true } : node;
		}),
	};
}

function present(fields: Record<string, unknown>): Record<string, unknown> {
	return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}
