import { TEST_OWNER } from '../../../sandbox/engine/userFolder';
import { Editor } from './editor';
import { startEnvironment, type Environment } from './environment';

export interface OpenEditor {
	readonly environment: Environment;
	readonly editor: Editor;
}

/** For the tests of a file: a real n8n with everything around it, and its editor in a browser, signed in. */
export function useEditor(): OpenEditor {
	let environment: Environment | undefined;
	let editor: Editor | undefined;
	beforeAll(async () => {
		environment = await startEnvironment();
		editor = await Editor.open(environment.n8n.url, TEST_OWNER);
	}, 900_000);
	afterEach(async () => {
		await editor?.screenshot(expect.getState().currentTestName as string);
	});
	afterAll(async () => {
		await editor?.close();
		await environment?.stop();
	});
	return {
		get environment() {
			return started(environment);
		},
		get editor() {
			return started(editor);
		},
	};
}

function started<Part>(part: Part | undefined): Part {
	if (part === undefined) throw new Error('n8n and its editor start before the first test');
	return part;
}
