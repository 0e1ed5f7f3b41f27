import type { Environment } from './environment';

/** Removes every credential: n8n fills in the newest one of a type by itself. */
export async function forgetCredentials({ api, credentials }: Environment): Promise<void> {
	for (const { id } of Object.values(credentials)) {
		await api.call('DELETE', `/rest/credentials/${id}`);
	}
}
