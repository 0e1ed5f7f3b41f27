/**
 * The context with another signal that ends its requests. n8n overwrites a request's signal with the execution's own,
 * so this replaces that one.
 */
export function withSignal<Context extends object>(context: Context, signal: AbortSignal): Context {
	return Object.create(context, { getExecutionCancelSignal: { value: () => signal } }) as Context;
}
