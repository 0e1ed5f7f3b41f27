/** What a simulator answers. Text bodies are sent as they are, others as JSON. */
export interface Reply {
	status: number;
	headers?: Record<string, string>;
	body: unknown;
}
