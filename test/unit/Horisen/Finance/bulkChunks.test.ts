import * as fc from 'fast-check';
import { inChunks } from '../../../../nodes/Horisen/Finance/bulkChunks';

const told = fc
	.array(
		fc.record({
			invoiceId: fc.integer({ min: 1, max: 3_000_000_000 }).map(String),
			status: fc.constantFrom('exported', 'error'),
		}),
		{ maxLength: 600 },
	)
	.map((items) =>
		items.map(({ invoiceId, status }, itemIndex) => ({
			itemIndex,
			invoiceId,
			body: { syncStatus: status },
		})),
	);

it('reports each item once, with its own body, in calls of bounded length', () => {
	fc.assert(
		fc.property(told, fc.integer({ min: 1, max: 500 }), (items, most) => {
			const chunks = inChunks(items, most);
			expect(chunks.size).toBe(items.length);
			for (const { itemIndex, invoiceId, body } of items) {
				expect(chunks.get(itemIndex)).toMatchObject({ body });
				expect(chunks.get(itemIndex)?.invoiceIds).toContain(invoiceId);
			}
			const calls = [...new Set(chunks.values())];
			for (const { invoiceIds } of calls) {
				expect(invoiceIds.length).toBeLessThanOrEqual(most);
				expect(invoiceIds.join(',').length).toBeLessThanOrEqual(2000);
			}
			const sent = calls.flatMap(({ invoiceIds, body }) =>
				invoiceIds.map((invoiceId) => `${invoiceId} ${JSON.stringify(body)}`),
			);
			expect(new Set(sent).size).toBe(sent.length);
		}),
	);
});
