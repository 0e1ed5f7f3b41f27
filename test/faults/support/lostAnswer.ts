import { passOn, standBefore, type StandIn } from './standBefore';

/** A proxy for n8n's webhooks that cuts the connection instead of the first answer. */
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
