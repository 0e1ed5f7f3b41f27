import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createStore, findStore } from '../../nodes/DeliveryLedger/store/openStore';
import { withSqlite } from '../unit/DeliveryLedger/support/withSqlite';
import { deliveriesOf, documentOf, ledgerBench, NODES } from './deliveryLedgerSetup';
import { rowScenesOf } from './deliveryLedgerRowScenes';
import { runScenesOf } from './deliveryLedgerRunScenes';
import { createHarness } from './harness';

withSqlite(__filename, () => {
	const n8n = createHarness(NODES);
	const folder = mkdtempSync(join(tmpdir(), 'ledger-'));
	afterAll(() => rmSync(folder, { recursive: true }));

	const settings = { store: 'sqlite', file: join(folder, 'ledger.sqlite') } as const;

	runScenesOf(() => ledgerBench(n8n, settings));
	rowScenesOf(() => ledgerBench(n8n, settings));

	it('is backed up as a copy that works as a ledger', async () => {
		const bench = ledgerBench(n8n, settings);
		const planned = await bench.run('plan', [documentOf('a')]);
		const { outputs, error } = await bench.run('backUp', [{}], { resource: 'ledger' });
		expect(error).toBeUndefined();
		const file = join(folder, 'copy.sqlite');
		writeFileSync(file, await n8n.readBinary(outputs[0][0], 'data'));
		const copy = await findStore({ store: 'sqlite', file });
		const [{ run }] = deliveriesOf(planned.outputs[0]);
		expect(await copy?.documentsOf(run as string)).toMatchObject([{ key: 'a' }]);
		await copy?.close();
	});

	describe("the credential's Test", () => {
		const testOf = async (file: string) =>
			await n8n.testCredential(
				n8n.saveCredential('deliveryLedgerApi', { store: 'sqlite', file }),
				'deliveryLedgerApi',
			);

		it('finds the ledger, or says that none exists yet and creates nothing', async () => {
			await createStore(settings);
			expect((await testOf(settings.file)).message).toContain('the ledger exists');
			const other = join(folder, 'other.sqlite');
			expect((await testOf(other)).message).toContain('There is no ledger yet');
			expect(existsSync(other)).toBe(false);
		});

		it('says what is wrong', async () => {
			const missing = await testOf(join(folder, 'no', 'x.sqlite'));
			expect(missing).toMatchObject({
				status: 'Error',
				message: expect.stringContaining('cannot be used. Create it') as string,
			});
			const damaged = join(folder, 'damaged.sqlite');
			writeFileSync(damaged, 'no ledger');
			expect(await testOf(damaged)).toMatchObject({
				status: 'Error',
				message: expect.stringContaining('is damaged, or not a ledger. Restore the file') as string,
			});
			expect((await testOf('x.sqlite')).message).toContain('is not an absolute path: x.sqlite');
		});
	});
});
