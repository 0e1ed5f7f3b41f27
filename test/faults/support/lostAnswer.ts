import { passOn, standBefore, type StandIn } from './standBefore';

/** Stands before n8n's webhooks, hands every call on, and cuts the connection in place of the first answer. */
export async function startLostAnswer(target: string): Promise<StandIn> {
	let isFirst = true;
	return await standBefore(target, async (handOn, answer) => {
		const isCut = isFirst;
		isFirst = false;
		const answered = await handOn();
		if (isCut) answer.destroy();
		else await passOn(answered, answer);
	});
}
