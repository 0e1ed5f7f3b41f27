import type { CallContext } from '../../../../nodes/Horisen/shared/callContext';
import { apiSettings } from '../../../../nodes/Horisen/shared/apiSettings';

/** A context whose credential an operator may edit. */
function contextOf(credential: { apiUrl: string; requestsPerSecond?: unknown }, run: object) {
	let reads = 0;
	const getCredentials = () => {
		reads++;
		return Promise.resolve({ ...credential });
	};
	return { context: { getCredentials, ...run } as unknown as CallContext, reads: () => reads };
}

const RUN = { getExecutionCancelSignal: () => undefined };

it('reads the credential once a run', async () => {
	const { context, reads } = contextOf({ apiUrl: 'https://api.example.com' }, RUN);
	const settings = { apiUrl: 'https://api.example.com', callsPerSecond: 0 };
	expect(await apiSettings(context)).toEqual(settings);
	expect(await apiSettings(context)).toEqual(settings);
	expect(reads()).toBe(1);
});

it("reads it for each poll: a trigger's context lasts for as long as its workflow is published", async () => {
	const credential = { apiUrl: 'https://api.example.com', requestsPerSecond: 5 };
	const { context } = contextOf(credential, {});
	expect(await apiSettings(context)).toMatchObject({ callsPerSecond: 5 });
	credential.requestsPerSecond = 1;
	expect(await apiSettings(context)).toMatchObject({ callsPerSecond: 1 });
});
