import type { Reply } from './call';
import type { FaultRule } from './faults/fault';
import type { State } from './state';

type Action = (state: State, body: Record<string, unknown>) => unknown;

const FAULT_KINDS = new Set([
	'status',
	'html',
	'redirect',
	'drip',
	'hang',
	'truncate',
	'reset',
	'expireTokens',
	'ignorePaging',
	'pageAgain',
	'repeatRow',
	'wrongCurrentPage',
	'lyingTotal',
	'insertRow',
	'removeRow',
]);

/** What another process can do to the simulator: `POST /__control/<action>` with a JSON body. */
const ACTIONS: Record<string, Action> = {
	'inject-fault': ({ faults }, body) => {
		const rule = body as unknown as FaultRule;
		if (!FAULT_KINDS.has(rule.fault?.kind)) {
			throw new Error(`fault.kind must be one of ${[...FAULT_KINDS].join(', ')}`);
		}
		return { id: faults.inject(rule) };
	},
	'remove-fault': ({ faults }, { id }) => faults.remove(Number(id)),
	'clear-faults': ({ faults }) => faults.clear(),
	'expire-tokens': ({ tokens }) => tokens.expireAll(),
	'allow-ip': (state, { allowed }) => {
		state.ipAllowed = allowed === true;
	},
	'add-large-report': ({ data }, { rows }) => data.addLargeReport({ rows: Number(rows) }),
	'change-document': ({ data }, { id, set, remove }) => {
		const document = data.document(Number(id));
		if (!document) throw new Error(`no document has the id ${String(id)}`);
		Object.assign(document, set);
		for (const field of (remove as string[] | undefined) ?? []) {
			Reflect.deleteProperty(document, field);
		}
		return document;
	},
	requests: ({ requests, tokens }) => ({ requests, tokenFetches: tokens.fetched }),
	data: ({ data }) => ({
		today: data.today,
		lastFullMonth: data.lastFullMonth,
		documents: data.documents,
		priceLists: data.priceLists,
		eligibleIds: data.eligible().map(({ id }) => id),
		trafficRowCounts: Object.fromEntries(
			[...data.trafficReports].map(([id, report]) => [id, report.count]),
		),
	}),
	reset: (state) => state.reset(),
};

/** Answers a call below `/__control/`: 200 with the action's result, or 400 and what is wrong. */
export function control(state: State, method: string, path: string, body: string): Reply {
	const action = ACTIONS[path.replace('/__control/', '')];
	if (method !== 'POST' || !action) {
		const actions = Object.keys(ACTIONS).join(', ');
		return { status: 404, body: { error: `POST /__control/<action>, one of: ${actions}` } };
	}
	try {
		const input = body === '' ? {} : (JSON.parse(body) as Record<string, unknown>);
		return { status: 200, body: action(state, input) ?? {} };
	} catch (error) {
		return { status: 400, body: { error: error instanceof Error ? error.message : String(error) } };
	}
}
