import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { WorkflowFile } from '../../../../sandbox/engine/api';

const FOLDER = join(__dirname, '../../../bench/workflow');

describe.each([
	'builtIn.json',
	'builtInBatches.json',
	'builtInBatch.json',
	'builtInTunedBatch.json',
])("%s, of n8n's own nodes alone", (file) => {
	const { nodes, connections } = JSON.parse(
		readFileSync(join(FOLDER, file), 'utf8'),
	) as WorkflowFile;

	test('has no others', () => {
		for (const { type } of nodes) expect(type).toMatch(/^n8n-nodes-base\./);
	});

	test('connects every node', () => {
		const connected = JSON.stringify(connections);
		for (const { name, type } of nodes) {
			if (!type.endsWith('.stickyNote')) expect(connected).toContain(`"${name}"`);
		}
	});
});
