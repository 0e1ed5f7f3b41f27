import fc from 'fast-check';
import { DocumentMemory, type SavedMemory } from '../../../../nodes/Horisen/FinanceTrigger/memory';
import { marksOf, type Watched } from '../../../../nodes/Horisen/FinanceTrigger/watch';

const ALL: Watched[] = ['status', 'payment', 'dispute', 'total'];

const saved = (memory: DocumentMemory, watch: Watched[], from = '0000-00-00'): SavedMemory => ({
	poll: 1,
	process: 'one',
	day: '2023-07-10',
	watch,
	documents: memory.write(from),
	before: [],
});

describe('what the trigger remembers', () => {
	it('comes back as it was saved', () => {
		const remembered = fc.record({
			uuid: fc.uuid(),
			day: fc.constantFrom('2023-06-01', '2023-06-02', '2023-07-10'),
			changes: fc.integer({ min: 0, max: 63 }),
			document: fc.record({ status: fc.string(), total: fc.double(), disputeStatus: fc.string() }),
		});
		fc.assert(
			fc.property(
				fc.uniqueArray(remembered, { selector: ({ uuid }) => uuid }),
				fc.subarray(ALL),
				(documents, watch) => {
					const memory = new DocumentMemory();
					const facts = documents.map(({ uuid, day, changes, document }) => {
						const fact = { day, changes, marks: marksOf(document, watch) };
						memory.set(uuid, fact);
						return [uuid, fact] as const;
					});
					const json = JSON.parse(JSON.stringify(saved(memory, watch))) as SavedMemory;
					const again = DocumentMemory.read(json, watch);
					for (const [uuid, fact] of facts) expect(again.get(uuid)).toEqual(fact);
					expect(again.write('2023-06-02')['2023-06-01']).toBeUndefined();
				},
			),
		);
	});

	it('is small: 10,000 documents with everything watched take less than 400 kB', () => {
		const memory = new DocumentMemory();
		const only = new DocumentMemory();
		for (let number = 0; number < 10_000; number++) {
			const marks = marksOf({ status: 'approved', total: number }, ALL);
			memory.set(`document-${number}`, { day: '2023-07-10', changes: 0, marks });
			only.set(`document-${number}`, { day: '2023-07-10', changes: 0, marks: '' });
		}
		expect(JSON.stringify(saved(memory, ALL)).length).toBeLessThan(400_000);
		expect(JSON.stringify(saved(only, [])).length).toBeLessThan(135_000);
	});

	it('can take the last events back: new documents are unknown again, changed ones as before', () => {
		const memory = new DocumentMemory();
		const then = { day: '2023-07-01', changes: 5, marks: marksOf({ status: 'draft' }, ['status']) };
		const now = { ...then, changes: 6, marks: marksOf({ status: 'approved' }, ['status']) };
		memory.set('changed', then);
		const before = [memory.before('changed', '2023-07-01'), memory.before('new', '2023-07-02')];
		memory.set('changed', now);
		memory.set('new', now);

		const state = { ...saved(memory, ['status']), before };
		const again = DocumentMemory.read(state, ['status']);
		again.takeBack(state, ['status']);
		expect(again.get('changed')).toEqual(then);
		expect(again.get('new')).toBeUndefined();
		expect(again.wasTold('changed', now.marks)).toBe(true);
		expect(again.wasTold('changed', then.marks)).toBe(false);
	});
});
