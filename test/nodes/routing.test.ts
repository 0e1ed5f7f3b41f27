import { NodeConnectionTypes } from 'n8n-workflow';
import { setUpHorisen } from './horisenSetup';

const { horisen, run } = setUpHorisen();

const documentOf = (index: number) => horisen().data.documents[index];

describe('Routing', () => {
	it('refuses a write that an AI agent runs as its tool', async () => {
		const before = documentOf(0).syncStatus;
		const { error, outputs } = await run({
			node: 'horisenFinance',
			parameters: { resource: 'invoice', operation: 'changeSyncStatus', syncStatus: 'done' },
			input: [{ json: { id: documentOf(0).id } }],
			settings: { rewireOutputLogTo: NodeConnectionTypes.AiTool },
		});
		expect(JSON.stringify([error, outputs])).toContain('an AI agent cannot run it');
		expect(documentOf(0).syncStatus).toBe(before);
		expect(horisen().requests).toEqual([]);
	});

	it('gives a failed item its error and its pair, and goes on', async () => {
		const { outputs } = await run({
			node: 'horisenFinance',
			parameters: { resource: 'invoice', operation: 'getFiles' },
			input: [{ json: { id: 'no number' } }, { json: { id: documentOf(1).id } }],
			onError: 'continueRegularOutput',
		});
		expect(outputs[0][0]).toMatchObject({
			json: {
				id: 'no number',
				failure: { message: 'Invoice ID is not a whole number: "no number"' },
			},
			pairedItem: { item: 0 },
		});
		expect(
			outputs[0].slice(1).every(({ pairedItem }) => (pairedItem as { item: number }).item === 1),
		).toBe(true);
	});

	it('names the known operations if a workflow asks for another', async () => {
		const { error } = await run({
			node: 'horisenFinance',
			parameters: { resource: 'document', operation: 'delete' },
			input: [{ json: {} }],
		});
		expect(error?.message).toBe('This node has no operation "delete" for "document"');
	});
});
