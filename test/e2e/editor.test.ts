import { editorCredentials } from './editor/editorCredentials';
import { editorNodes } from './editor/editorNodes';
import { firstDelivery } from './editor/firstDelivery';
import { importedWorkflows } from './editor/importedWorkflows';
import { useEditor } from './support/useEditor';

jest.setTimeout(300_000);

// One n8n and one browser for all of it: their start takes longer than most of the tests.
const open = useEditor();

describe('nodes in the editor', () => editorNodes(open));

describe('credentials in the editor', () => editorCredentials(open));

describe('an n8n without credentials', () => {
	beforeAll(async () => {
		const { api } = open.environment;
		const saved = await api.call<Array<{ id: string }>>('GET', '/rest/credentials');
		for (const { id } of saved) await api.call('DELETE', `/rest/credentials/${id}`);
		open.editor.faults.length = 0;
	});

	describe('workflows', () => importedWorkflows(open));

	firstDelivery(open);
});
