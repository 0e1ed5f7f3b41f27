import { TEST_OWNER } from '../../../sandbox/engine/userFolder';
import { Editor } from './editor';
import { startEnvironment, type Environment } from './environment';

export interface OpenEditor {
	environment: Environment;
	editor: Editor;
	stop(): Promise<void>;
}

/** A real n8n with everything around it, and its editor in a browser, signed in. */
export async function openEditor(): Promise<OpenEditor> {
	const environment = await startEnvironment();
	try {
		const editor = await Editor.open(environment.n8n.url, TEST_OWNER);
		const stop = async () => {
			await editor.close();
			await environment.stop();
		};
		return { environment, editor, stop };
	} catch (error) {
		await environment.stop();
		throw error;
	}
}
