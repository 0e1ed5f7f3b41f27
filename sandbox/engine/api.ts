/** The parts of a workflow file for n8n's REST API. */
export interface WorkflowFile {
	/** For workflows that refer to each other; n8n assigns the others one. */
	id?: string;
	name: string;
	nodes: WorkflowNode[];
	connections: Record<string, unknown>;
	settings?: Record<string, unknown>;
	[other: string]: unknown;
}

export interface WorkflowNode {
	id: string;
	name: string;
	type: string;
	typeVersion: number;
	parameters: Record<string, unknown>;
	credentials?: Record<string, { id: string; name: string }>;
	[other: string]: unknown;
}

export interface Execution {
	id: string;
	status: string;
	finished: boolean;
	/** Node name → its runs, in n8n's own shape. */
	runData: Record<string, NodeRun[]>;
	error?: { message: string; description?: string };
}

export interface NodeRun {
	executionStatus: string;
	/** In milliseconds. */
	executionTime: number;
	error?: { message: string; description?: string };
	data?: { main?: Array<Array<NodeItem> | null> };
}

export interface NodeItem {
	json: Record<string, unknown>;
	/** Files by property name; `id` says where n8n keeps one. */
	binary?: Record<string, { id?: string }>;
}

interface Publication {
	status: string;
	triggers: Array<{ status: string; errorMessage: string | null }>;
}

const PUBLICATION_MS = 60_000;

export interface Owner {
	email: string;
	password: string;
}

/** n8n's REST API as its editor uses it: a login cookie, then JSON. */
export class N8nApi {
	private cookie = '';

	constructor(private readonly url: string) {}

	/** Creates the owner of a fresh n8n and logs in. */
	async setUpOwner(owner: Owner): Promise<void> {
		await this.call('POST', '/rest/owner/setup', {
			...owner,
			firstName: 'Demo',
			lastName: 'Operator',
		});
	}

	/** Logs in to an n8n with an owner. */
	async logIn({ email, password }: Owner): Promise<void> {
		await this.call('POST', '/rest/login', { emailOrLdapLoginId: email, password });
	}

	/** @returns the credential's id */
	async createCredential(
		name: string,
		type: string,
		data: Record<string, unknown>,
	): Promise<string> {
		const { id } = await this.call<{ id: string }>('POST', '/rest/credentials', {
			name,
			type,
			data,
		});
		return id;
	}

	/** @returns the workflow's id */
	async createWorkflow(workflow: WorkflowFile): Promise<string> {
		const { id } = await this.call<{ id: string }>('POST', '/rest/workflows', {
			id: workflow.id,
			...contentOf(workflow),
			active: false,
		});
		return id;
	}

	async hasWorkflow(id: string): Promise<boolean> {
		const workflows = await this.call<Array<{ id: string }>>('GET', '/rest/workflows?take=250');
		return workflows.some((workflow) => workflow.id === id);
	}

	/** Replaces nodes, connections and settings of a workflow. */
	async replaceWorkflow(id: string, workflow: WorkflowFile): Promise<void> {
		const { versionId } = await this.call<{ versionId: string }>('GET', `/rest/workflows/${id}`);
		await this.call('PATCH', `/rest/workflows/${id}`, { ...contentOf(workflow), versionId });
	}

	/** Runs a workflow from one of its triggers, as its button in the editor does, and waits for the end. */
	async run(workflowId: string, triggerNode: string, timeoutMs = 300_000): Promise<Execution> {
		return await this.waitFor(await this.start(workflowId, triggerNode), timeoutMs);
	}

	/** Begins such a run. @returns the execution's id */
	async start(workflowId: string, triggerNode: string): Promise<string> {
		const workflowData = await this.call<WorkflowFile>('GET', `/rest/workflows/${workflowId}`);
		const { executionId } = await this.call<{ executionId: string }>(
			'POST',
			`/rest/workflows/${workflowId}/run`,
			{ workflowData, triggerToStartFrom: { name: triggerNode } },
		);
		return executionId;
	}

	/**
	 * Publishes a workflow and waits until its triggers run; a polling trigger polls at once.
	 *
	 * @throws Error with the message of each trigger that failed to start
	 */
	async publish(workflowId: string): Promise<void> {
		const path = `/rest/workflows/${workflowId}`;
		const { versionId } = await this.call<{ versionId: string }>('GET', path);
		await this.call('POST', `${path}/activate`, { versionId });
		const { triggers } = await this.settledPublication(workflowId);
		const failed = triggers.filter(({ status }) => status === 'failed');
		if (failed.length > 0) {
			throw new Error(failed.map(({ errorMessage }) => errorMessage).join('\n'));
		}
	}

	/** Ends a published workflow's triggers. */
	async unpublish(workflowId: string): Promise<void> {
		await this.call('POST', `/rest/workflows/${workflowId}/deactivate`, {});
		await this.settledPublication(workflowId);
	}

	async waitFor(executionId: string, timeoutMs: number): Promise<Execution> {
		const deadline = Date.now() + timeoutMs;
		for (;;) {
			const execution = await this.execution(executionId);
			if (!['new', 'running', 'waiting'].includes(execution.status)) return execution;
			if (Date.now() > deadline) {
				throw new Error(`Execution ${executionId} still runs after ${timeoutMs / 1000} s`);
			}
			await new Promise((resolve) => setTimeout(resolve, 400));
		}
	}

	async execution(id: string): Promise<Execution> {
		const raw = await this.call<{ id: string; status: string; finished: boolean; data: string }>(
			'GET',
			`/rest/executions/${id}`,
		);
		const { resultData } = (raw.data ? (unflatten(raw.data) ?? {}) : {}) as {
			resultData?: { runData?: Record<string, NodeRun[]>; error?: Execution['error'] };
		};
		return {
			id: raw.id,
			status: raw.status,
			finished: raw.finished,
			runData: resultData?.runData ?? {},
			error: resultData?.error,
		};
	}

	/** The type names that n8n serves to its editor. */
	async typeNames(kind: 'nodes' | 'credentials'): Promise<string[]> {
		const types = JSON.parse(await this.request('GET', `/types/${kind}.json`)) as Array<{
			name: string;
		}>;
		return types.map(({ name }) => name);
	}

	/** n8n publishes asynchronously, after the call. */
	private async settledPublication(workflowId: string): Promise<Publication> {
		const deadline = Date.now() + PUBLICATION_MS;
		for (;;) {
			const publication = await this.call<Publication>(
				'GET',
				`/rest/workflows/${workflowId}/publication-status`,
			);
			if (publication.status !== 'in_progress') return publication;
			if (Date.now() > deadline) {
				throw new Error(
					`Workflow ${workflowId} is still being published after ${PUBLICATION_MS / 1000} s`,
				);
			}
			await new Promise((resolve) => setTimeout(resolve, 200));
		}
	}

	/** A file of an execution, as the editor downloads it. */
	async file(binaryDataId: string): Promise<string> {
		const query = new URLSearchParams({ id: binaryDataId, action: 'download' }).toString();
		return await this.request('GET', `/rest/binary-data?${query}`);
	}

	/** A call of the REST API, which wraps its answers in `data`. */
	async call<T = unknown>(method: string, path: string, body?: unknown): Promise<T> {
		const text = await this.request(method, path, body);
		return (text ? (JSON.parse(text) as { data: T }).data : undefined) as T;
	}

	private async request(method: string, path: string, body?: unknown): Promise<string> {
		const response = await fetch(this.url + path, {
			method,
			headers: {
				'content-type': 'application/json',
				'browser-id': 'sandbox',
				// A kept connection is closed by n8n at some moment, perhaps while the next call is on its way.
				connection: 'close',
				...(this.cookie ? { cookie: this.cookie } : {}),
			},
			body: body === undefined ? undefined : JSON.stringify(body),
		});
		const [cookie] = response.headers.getSetCookie();
		if (cookie) this.cookie = cookie.split(';')[0];
		const text = await response.text();
		if (!response.ok) {
			throw new Error(
				`n8n answered ${response.status} to ${method} ${path}: ${text.slice(0, 400)}`,
			);
		}
		return text;
	}
}

function contentOf({ name, nodes, connections, settings = {} }: WorkflowFile): WorkflowFile {
	return { name, nodes, connections, settings };
}

/**
 * n8n stores executions flattened: an array with every object and string once, referenced by index as text. This
 * restores one.
 */
function unflatten(text: string): unknown {
	const stored = JSON.parse(text) as unknown[];
	const built = new Map<number, unknown>();
	const build = (index: number): unknown => {
		if (built.has(index)) return built.get(index);
		const value = stored[index];
		if (value === null || typeof value !== 'object') return value;
		const target: unknown[] | Record<string, unknown> = Array.isArray(value) ? [] : {};
		built.set(index, target);
		for (const [key, member] of Object.entries(value)) {
			(target as Record<string, unknown>)[key] =
				typeof member === 'string' ? build(Number(member)) : member;
		}
		return target;
	};
	return build(0);
}
