import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { INodeProperties, INodePropertyOptions, INodeType } from 'n8n-workflow';

const PROJECT = join(__dirname, '../..');

const read = (path: string) => readFileSync(join(PROJECT, path), 'utf8');

const { n8n: registered } = JSON.parse(read('package.json')) as {
	n8n: Record<'nodes' | 'credentials', string[]>;
};

/** Files of a kind below a folder, as paths from the project without their ending. */
function below(folder: string, ending: string): string[] {
	return readdirSync(join(PROJECT, folder), { recursive: true, encoding: 'utf8' })
		.filter((file) => file.endsWith(ending))
		.map((file) => `${folder}/${file.replaceAll('\\', '/').replace(/\.ts$/, '')}`)
		.sort();
}

const NODES = below('nodes', '.node.ts').map((path) => {
	const [className] = basename(path).split('.');
	const module = jest.requireActual<Record<string, new () => INodeType>>(join(PROJECT, path));
	return [path, new module[className]().description] as const;
});

/** The sentences that the editor shows for a node's operations. */
function actionsOf(properties: INodeProperties[]): string[] {
	return properties
		.filter(({ name }) => name === 'operation')
		.flatMap(({ options = [] }) => options as INodePropertyOptions[])
		.flatMap(({ action }) => action ?? []);
}

describe('every node and credential is registered in', () => {
	it.each([
		['nodes', '.node.ts'],
		['credentials', '.credentials.ts'],
	] as const)('package.json, n8n.%s: each file', (folder, ending) => {
		const files = below(folder, ending).map((path) => `dist/${path}.js`);
		expect([...registered[folder]].sort()).toEqual(files);
	});

	it.each(NODES)('test/package/package.test.ts, NODES: %s', (_, { name }) => {
		expect(read('test/package/package.test.ts')).toContain(`\t${name}: {`);
	});

	it.each(below('credentials', '.credentials.ts'))(
		'test/package/package.test.ts, CREDENTIALS: %s',
		(path) => {
			const [className] = basename(path).split('.');
			const name = `${className[0].toLowerCase()}${className.slice(1)}`;
			expect(read('test/package/package.test.ts')).toContain(`\t'${name}',`);
		},
	);

	it.each(NODES)('test/e2e/editor/editorNodes.ts, NODES: %s and its actions', (_, node) => {
		const pinned = read('test/e2e/editor/editorNodes.ts');
		const missing = actionsOf(node.properties).filter((action) => !pinned.includes(`'${action}'`));
		expect(missing).toEqual([]);
	});
});
