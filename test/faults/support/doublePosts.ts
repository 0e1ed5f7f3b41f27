import { passOn, standBefore, type StandIn } from './standBefore';

/** Stands before n8n's webhooks and hands every call on twice at once, as a retry after a lost answer may. */
export async function startDoublePosts(target: string): Promise<StandIn> {
	return await standBefore(target, async (handOn, answer) => {
		const [first] = await Promise.all([handOn(), handOn()]);
		await passOn(first, answer);
	});
}
