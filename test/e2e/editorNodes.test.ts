import type { Editor } from './support/editor';
import type { Environment } from './support/environment';
import { isDrawn } from './support/isDrawn';
import { openEditor, type OpenEditor } from './support/openEditor';

jest.setTimeout(180_000);

const EQUAL = ['Is Equal To', 'Is Not Equal To'];
const LIST = ['Is One Of', 'Is None Of'];
const TEXT = ['Starts With', 'Contains', 'Ends With', 'Does Not Contain'];
const ORDER = [
	'Is Between',
	'Is Not Between',
	'Is Less Than (Before)',
	'Is Less Than or Equal To (Until)',
	'Is Greater Than (After)',
	'Is Greater Than or Equal To (From)',
];
const EMPTY = ['Is Empty', 'Is Not Empty'];
const NULL = ['Is Null', 'Is Not Null'];

/** n8n adds it to every node with a credential; it leads to the HTTP Request node. */
const CUSTOM_CALL = 'Custom API Call';

let open: OpenEditor;
let editor: Editor;
let environment: Environment;

beforeAll(async () => {
	open = await openEditor();
	({ editor, environment } = open);
});

afterEach(async () => {
	await editor?.screenshot(expect.getState().currentTestName as string);
});

afterAll(async () => await open?.stop());

describe('node panel', () => {
	beforeAll(async () => await editor.newWorkflow());

	it('finds the HORISEN nodes, each with what it is for and its icon', async () => {
		const { panel } = editor;
		expect(await panel.search('HORISEN')).toEqual(
			expect.arrayContaining(['HORISEN Finance', 'HORISEN Traffic Report']),
		);
		expect(await panel.descriptionOf('HORISEN Finance')).toContain('invoices');
		expect(await panel.descriptionOf('HORISEN Traffic Report')).toContain('traffic');
		expect(await isDrawn(panel.iconOf('HORISEN Finance'))).toBe(true);
		expect(await isDrawn(panel.iconOf('HORISEN Traffic Report'))).toBe(true);
	});

	it('finds the XML builder by what it makes', async () => {
		expect(await editor.panel.search('Finance XML')).toEqual(['Finance XML Builder']);
		expect(await isDrawn(editor.panel.iconOf('Finance XML Builder'))).toBe(true);
	});

	it('lists every action as a sentence', async () => {
		await editor.panel.search('HORISEN');
		expect(await editor.panel.actionsOf('HORISEN Finance')).toEqual([
			'Get many documents',
			'Change the docs delivery status of an invoice',
			'Change the sync status of an invoice',
			'Get the files of an invoice',
		]);
	});

	afterAll(async () => await editor.panel.close());
});

describe('Filters', () => {
	beforeAll(async () => {
		await editor.panel.add('HORISEN Finance', 'Get many documents');
		await editor.form.addTo('filters');
	});

	afterAll(async () => await editor.form.close());

	it.each([
		['text', 'Document Number', [...EQUAL, ...LIST, ...TEXT, ...EMPTY, ...NULL]],
		['choice', 'Payment Status', [...EQUAL, ...LIST, ...EMPTY, ...NULL]],
		['number', 'Total', [...EQUAL, ...LIST, ...ORDER, ...NULL]],
		['date', 'Document Date', [...EQUAL, ...LIST, ...ORDER, ...NULL]],
		['date and time', 'Inserted At', [...EQUAL, ...ORDER, ...NULL]],
	])('offers the operators that fit a %s', async (_type, attribute, operators) => {
		const { form } = editor;
		await form.choose('filters.filter[0].attribute', attribute);
		expect(await form.choices('filters.filter[0].operator')).toEqual(operators);
	});

	it('asks for the values that the operator takes', async () => {
		const { form } = editor;
		const filter = 'filters.filter[0]';
		await form.choose(`${filter}.attribute`, 'Document Date');
		const labelsOf = async (operator: string) => {
			await form.choose(`${filter}.operator`, operator);
			return (await form.labelsIn(filter)).slice(2);
		};
		expect(await labelsOf('Is Equal To')).toEqual(['Value']);
		expect(await form.field(`${filter}.value`).locator('.el-date-editor').count()).toBe(1);
		expect(await labelsOf('Is One Of')).toEqual(['Values']);
		expect(await labelsOf('Is Null')).toEqual([]);
		expect(await labelsOf('Is Between')).toEqual(['From', 'To']);
	});

	it('sends what was entered, several filters on one attribute too', async () => {
		const { form } = editor;
		const [first, second, third] = [0, 1, 2].map((index) => `filters.filter[${index}]`);
		await form.choose(`${first}.attribute`, 'Total');
		await form.choose(`${first}.operator`, 'Is Greater Than or Equal To (From)');
		await form.type(`${first}.value`, '0.5');
		await form.addTo('filters');
		await form.choose(`${second}.attribute`, 'Total');
		await form.choose(`${second}.operator`, 'Is Not Between');
		await form.type(`${second}.from`, '10000');
		await form.type(`${second}.to`, '20000');
		await form.addTo('filters');
		await form.choose(`${third}.attribute`, 'Currency Code');
		await form.choose(`${third}.operator`, 'Is One Of');
		await form.type(`${third}.values`, 'EUR, CHF');
		expect(await form.executeStep()).toMatch(/^[1-9]\d* items?$/);
		const { path, query } = environment.horisen.requests.at(-1) ?? {};
		expect(path).toBe('/api/finance/sit/v1/documents-export');
		const sent = decodeURIComponent(query ?? '').split('&');
		expect(sent).toEqual(
			expect.arrayContaining([
				'gte(total)=0.5',
				'notbetween(total)=10000,20000',
				'in(currencyCode)=EUR,CHF',
			]),
		);
	});
});

describe('form of HORISEN Finance', () => {
	const choice = ['Resource', 'Operation'];

	beforeAll(async () => await editor.panel.add('HORISEN Finance', 'Get many documents'));

	afterAll(async () => await editor.form.close());

	it('asks for what Document: Get Many needs', async () => {
		const { form } = editor;
		const fields = [
			...choice,
			'Return All',
			'Limit',
			'Period On',
			'Period From',
			'Period To',
			'Status',
			'Payment Status',
			'Sync Status',
			'Filters',
			'Search',
			'Sort',
			'Output',
			'Options',
		];
		expect(await form.labels()).toEqual(fields);
		expect(await form.shown('periodOn')).toBe('Document Date');
		await form.toggle('returnAll');
		await form.field('limit').waitFor({ state: 'hidden' });
		expect(await form.labels()).toEqual(fields.filter((label) => label !== 'Limit'));
		expect(await form.optionNames()).toEqual([
			'Max Tries',
			'Page Size',
			'Request Timeout',
			'Retry Delay',
			'Total Deadline',
		]);
	});

	it('asks for what the operations on an invoice need', async () => {
		const { form } = editor;
		await form.choose('resource', 'Invoice');
		expect(await form.choices('operation')).toEqual([
			'Change Docs Delivery Status',
			'Change Sync Status',
			'Get Files',
			CUSTOM_CALL,
		]);
		await form.choose('operation', 'Change Docs Delivery Status');
		expect(await form.labels()).toEqual([
			...choice,
			'Invoice ID',
			'Docs Delivery Status',
			'Options',
		]);
		await editor.screenshot('form of Change Docs Delivery Status');
		await form.choose('operation', 'Get Files');
		expect(await form.labels()).toEqual([...choice, 'Invoice ID', 'Options']);
		await form.choose('operation', 'Change Sync Status');
		expect(await form.labels()).toEqual([
			...choice,
			'Mode',
			'Invoice ID',
			'Sync Status',
			'Options',
		]);
		expect(await form.optionNames()).toEqual([
			'Body Field',
			'Reason',
			'Reason Field',
			'Request Timeout',
		]);
	});

	it('says below its name what it does', async () => {
		const { canvas, form } = editor;
		await form.choose('resource', 'Invoice');
		await form.choose('operation', 'Change Sync Status');
		await form.close();
		// n8n names a new node after its action, and again when that changes.
		const name = 'Change the sync status of an invoice';
		expect(await canvas.subtitle(name)).toBe('Change Sync Status: Invoice');
		await canvas.open(name);
		await form.choose('operation', 'Get Files');
		await form.close();
		expect(await canvas.subtitle('Get the files of an invoice')).toBe('Get Files: Invoice');
	});
});

describe('form of HORISEN Traffic Report', () => {
	afterAll(async () => await editor.form.close());

	it('asks for the fields of each output, and filters on the rows of each report', async () => {
		const { form } = editor;
		await editor.panel.add('HORISEN Traffic Report', 'Get the traffic report of each document');
		const labelsOf = async (output: string) => {
			await form.choose('output', output);
			return (await form.labels()).slice(2, -3);
		};
		expect((await form.labels()).slice(-3)).toEqual(['Filters', 'Search', 'Options']);
		expect(await labelsOf('Items')).toEqual(['Output']);
		expect(await labelsOf('Field')).toEqual([
			'Output',
			'Put Rows in Field',
			'Put Summary in Field',
		]);
		expect(await labelsOf('File')).toEqual([
			'Output',
			'Put Output File in Field',
			'Put Summary in Field',
		]);
		const attributesOf = async (operation: string) => {
			await form.choose('operation', operation);
			return await form.choices('filters.filter[0].attribute');
		};
		await form.addTo('filters');
		expect(await attributesOf('Customer Invoice')).toContain('Sell Price');
		expect(await attributesOf('Control Invoice')).toContain('Buy Price');
		await editor.screenshot('form of HORISEN Traffic Report');
	});
});

describe('form of Finance XML Builder', () => {
	afterAll(async () => await editor.form.close());

	it('asks for templates only where the format has them', async () => {
		const { canvas, form } = editor;
		await editor.panel.add('Finance XML Builder');
		expect(await form.labels()).toEqual([
			'Format',
			'Traffic From',
			'Input Binary Field',
			'File Name',
			'On Difference',
			'Options',
		]);
		await editor.screenshot('form of the format Document');
		await form.choose('format', 'Custom');
		expect(await form.labels()).toEqual([
			'Format',
			'Rows From',
			'Input Binary Field',
			'Document Template',
			'Row Template',
			'File Name',
			'On Difference',
			'Options',
		]);
		await editor.screenshot('form of the format Custom');
		await form.choose('format', 'E-Invoice (UBL 2.1)');
		expect(await form.labels()).toEqual([
			'Format',
			'Traffic From',
			'Input Binary Field',
			'Profile',
			'Lines From',
			'Seller',
			'Buyer',
			'VAT',
			'Payment',
			'Invoice',
			'Check',
			'Output',
			'File Name',
			'On Difference',
			'Options',
		]);
		await editor.screenshot('form of the format E-Invoice');
		await form.choose('format', 'Custom');
		await form.close();
		expect(await canvas.subtitle('Finance XML Builder')).toBe('Build XML: Custom');
	});
});

describe('dark theme', () => {
	afterAll(async () => await editor.setTheme('light'));

	it('shows icons of its own in the panel and on the canvas', async () => {
		await editor.setTheme('dark');
		await editor.newWorkflow();
		await editor.panel.search('HORISEN');
		const inPanel = editor.panel.iconOf('HORISEN Finance');
		expect(await inPanel.getAttribute('src')).toMatch(/horisen\.dark\.svg$/);
		expect(await isDrawn(inPanel)).toBe(true);
		await editor.screenshot('node panel in the dark theme');
		await editor.panel.add('HORISEN Finance', 'Get many documents');
		await editor.form.close();
		const onCanvas = editor.canvas.icon('Get many documents');
		expect(await onCanvas.getAttribute('src')).toMatch(/horisen\.dark\.svg$/);
		expect(await isDrawn(onCanvas)).toBe(true);
	});
});
