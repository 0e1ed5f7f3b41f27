/**
 * The context with another signal to end its requests by: n8n puts the execution's own signal over one in
 * the request, so ours stands in its place.
 */
export function withSignal<Context extends object>(context: Context, signal: AbortSignal): Context {
	return Object.create(context, { getExecutionCancelSignal: { value: () => signal } }) as Context;
}
