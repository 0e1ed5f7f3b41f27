import { join } from 'node:path';
import type { Editor } from './support/editor';
import { openEditor, type OpenEditor } from './support/openEditor';

jest.setTimeout(120_000);

const NODE = 'HORISEN Rates';
const TEMPLATE = join(__dirname, '../../workflows/horisen-rate-changes.json');

let open: OpenEditor;
let editor: Editor;

beforeAll(async () => {
	open = await openEditor();
	({ editor } = open);
}, 900_000);

afterAll(async () => await open?.stop());

beforeEach(async () => {
	open.environment.horisen.reset();
	await editor.newWorkflow();
});

/** Picks from the list of price lists by a search, as an operator does. */
async function choosePriceList(search: string): Promise<string> {
	await editor.page.getByTestId('rlc-input').click();
	const entries = editor.page.getByTestId('rlc-item').filter({ visible: true });
	await entries.first().waitFor();
	await editor.page.getByTestId('rlc-search').fill(search);
	await entries.filter({ hasText: search }).first().waitFor();
	await editor.screenshot(`rates-list-${search}`);
	const name = await entries.first().innerText();
	await entries.first().click();
	return name.trim();
}

describe('HORISEN Rates, in the editor', () => {
	test('offers its three actions', async () => {
		expect(await editor.panel.search(NODE)).toEqual([NODE]);
		expect(await editor.panel.descriptionOf(NODE)).toContain('price lists');
		expect(await editor.panel.actionsOf(NODE)).toEqual([
			'Get many price lists',
			'Get many rates for a date',
			'Get rate changes between dates',
		]);
		await editor.screenshot('rates-actions');
	});

	test('finds a price list by its name and shows its rates of now, flat', async () => {
		await editor.panel.add(NODE, 'Get many rates for a date');
		expect(await editor.form.labels()).toEqual([
			'Resource',
			'Operation',
			'Price List',
			'Date',
			'Compare With Previous',
			'Return All',
			'Limit',
			'Output',
			'Options',
		]);
		expect(await choosePriceList('Standard')).toBe('Standard EUR (EUR, 101)');
		await editor.form.choose('output', 'Simplified');
		await editor.form.toggle('compareWithPrevious');
		await editor.screenshot('rates-form');
		expect(await editor.form.executeStep()).toBe('25 items');
		expect(await editor.form.firstRow()).toMatchObject({
			mcc: '228',
			mnc: '01',
			price: '0.0002',
			previousPrice: '0.0001',
			difference: '0.0001',
		});
		await editor.screenshot('rates-table');
	});

	test('compares two dates', async () => {
		await editor.panel.add(NODE, 'Get rate changes between dates');
		expect(await editor.form.labels()).toEqual([
			'Resource',
			'Operation',
			'Price List',
			'Date From',
			'Date To',
			'Output',
			'Options',
		]);
		await choosePriceList('Wholesale');
		await editor.form.type('dateFrom', '2001-01-01T00:00:00Z');
		await editor.page.keyboard.press('Tab');
		await editor.screenshot('rates-changes-form');
		expect(await editor.form.executeStep()).toBe('27 items');
		expect(await editor.form.firstRow()).toMatchObject({ change: 'new', priceListId: '103' });
		await editor.screenshot('rates-changes-table');
	});

	test('says in the list why there is none', async () => {
		open.environment.horisen.allowIp(false);
		await editor.panel.add(NODE, 'Get many rates for a date');
		await editor.page.getByTestId('rlc-input').click();
		await editor.page.getByTestId('rlc-error-container').waitFor();
		await editor.screenshot('rates-list-refused');
	});

	test('is in the template, which imports without a mark', async () => {
		await editor.canvas.importFile(TEMPLATE);
		expect(await editor.canvas.unknownNodes()).toEqual([]);
		expect(await editor.canvas.issues()).toEqual({});
		expect(await editor.canvas.subtitle('Get Changes')).toBe('Get Changes: Rate');
		await editor.screenshot('rates-template');
	});
});
