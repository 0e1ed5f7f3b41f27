import type { Editor } from '../support/editor';
import type { Environment } from '../support/environment';
import { isDrawn } from '../support/isDrawn';
import type { OpenEditor } from '../support/useEditor';

/** For each node: an operator's search text, its description, and its actions as sentences. */
const NODES: Array<[name: string, says: string, actions: string[]]> = [
	[
		'HORISEN Finance',
		'invoices',
		[
			'Get many documents',
			'Change the docs delivery status of an invoice',
			'Change the sync status of an invoice',
			'Get the files of an invoice',
		],
	],
	[
		'HORISEN Traffic Report',
		'traffic',
		[
			'Get the traffic report of each document',
			'Get the traffic report of a customer invoice',
			'Get the traffic report of a control invoice',
			'Calculate the margin from documents and their traffic',
		],
	],
	[
		'HORISEN Rates',
		'price lists',
		['Get many price lists', 'Get many rates for a date', 'Get rate changes between dates'],
	],
	[
		'Rainbow Invoicing',
		'invoice and CDR files',
		['Get many invoice files', 'Download an invoice file'],
	],
	[
		'VoIPcloud Billing',
		'balances',
		[
			'Get the balance of a customer',
			'Get the balance of the partner',
			'Confirm the email of a customer',
			'Get a login URL for the account of a customer',
			'Register a customer',
			'Reset the password of a customer',
			'Move funds between partner and customer',
		],
	],
	['Finance XML Builder', 'XML', ['Build an XML file', 'Suggest a template']],
	[
		'SFTP Delivery',
		'once, whole and checked',
		[
			'Deliver a file',
			'List files',
			'Recover broken-off deliveries',
			'Sweep old temporary files',
			'Check a server',
		],
	],
	[
		'Delivery Ledger',
		'nothing is sent twice',
		[
			'Plan deliveries by the ledger',
			'Record what was done with documents',
			'Finish a run with a summary',
			'Get many deliveries',
			'Resolve a document that was held or failed',
			'Audit documents against ledger and server',
			'Check the health of ledgers',
			'Back up a ledger',
		],
	],
];

/** Nodes that move money or files, or keep the ledger, are not offered to AI agents. */
const NO_TOOL = ['VoIPcloud Billing', 'SFTP Delivery', 'Delivery Ledger'];

/** How an operator finds the nodes, fills in their forms and runs a step. */
export function editorNodes(open: OpenEditor): void {
	let editor: Editor;
	let environment: Environment;

	beforeAll(() => {
		({ editor, environment } = open);
	});

	describe('node panel', () => {
		beforeAll(async () => await editor.emptyWorkflow());

		afterAll(async () => await editor.panel.close());

		it.each(NODES)(
			'finds %s, with its purpose, its icon and its actions',
			async (name, says, actions) => {
				const { panel } = editor;
				const found = await panel.search(name);
				expect(found).toContain(name);
				if (NO_TOOL.includes(name)) expect(found).not.toContain(`${name} Tool`);
				expect(await panel.descriptionOf(name)).toContain(says);
				expect(await isDrawn(panel.iconOf(name))).toBe(true);
				expect((await panel.actionsOf(name)).sort()).toEqual([...actions].sort());
			},
		);
	});

	describe('a form asks for what a choice needs', () => {
		beforeEach(async () => await editor.emptyWorkflow());

		afterEach(async () => await editor.form.close());

		it('HORISEN Finance: several filters on one attribute are sent as they were entered', async () => {
			const { form } = editor;
			const [first, second] = [0, 1].map((index) => `filters.filter[${index}]`);
			await editor.panel.add('HORISEN Finance', 'Get many documents');
			expect(await form.shown('documents')).toBe('Invoices To Deliver');
			await form.addTo('filters');
			await form.choose(`${first}.attribute`, 'Document Date');
			expect(await form.choices(`${first}.operator`)).toContain('Is Less Than (Before)');
			await form.choose(`${first}.attribute`, 'Total');
			await form.choose(`${first}.operator`, 'Is Not Between');
			await form.type(`${first}.from`, '10000');
			await form.type(`${first}.to`, '20000');
			await form.addTo('filters');
			await form.choose(`${second}.attribute`, 'Currency Code');
			await form.choose(`${second}.operator`, 'Is One Of');
			await form.type(`${second}.values`, 'EUR, CHF');
			expect(await form.executeStep()).toMatch(/^[1-9]\d* items?$/);
			const { path, query } = environment.horisen.requests.at(-1) ?? {};
			expect(path).toBe('/api/finance/sit/v1/documents-export');
			expect(decodeURIComponent(query ?? '').split('&')).toEqual(
				expect.arrayContaining(['notbetween(total)=10000,20000', 'in(currencyCode)=EUR,CHF']),
			);
		});

		it('HORISEN Finance: nothing is reported to HORISEN until it is chosen', async () => {
			const { form, canvas } = editor;
			await editor.panel.add('HORISEN Finance', 'Change the sync status of an invoice');
			expect(await form.shown('syncStatus')).toBe('Off (Report Nothing to HORISEN)');
			await form.close();
			expect(await canvas.subtitle('Change the sync status of an invoice')).toBe(
				'Change Sync Status: Invoice',
			);
		});

		it('Finance XML Builder: a profile and a country show what both require', async () => {
			const { form } = editor;
			await editor.panel.add('Finance XML Builder', 'Build an XML file');
			expect(await form.labels()).not.toContain('Template');
			await form.choose('format', 'Custom');
			expect(await form.labels()).toContain('Template');
			await form.choose('format', 'E-Invoice (UBL 2.1)');
			expect(await form.labels()).not.toContain('Buyer Reference');
			await form.choose('profile', 'XRechnung 3.0');
			await form.choose('sellerCountry', 'Germany');
			expect(await form.labels()).toEqual(
				expect.arrayContaining(['Seller Contact Phone', 'Buyer Reference', 'Buyer Endpoint ID']),
			);
		});

		it('Delivery Ledger: a known kind of documents fills in the fields, and Custom asks for them', async () => {
			const { form } = editor;
			await editor.panel.add('Delivery Ledger', 'Plan deliveries by the ledger');
			expect(await form.labels()).toEqual([
				...['Resource', 'Operation', 'Ledger', 'Ledger Store', 'Documents', 'Show Field Names'],
				...['Go-Live Date', 'On Change', 'On Cancellation', 'Acknowledge'],
				...['If Another Run Is Under Way', 'If There Is No Ledger'],
			]);
			await form.choose('documents', 'Custom');
			expect(await form.labels()).toEqual(expect.arrayContaining(['Key Field', 'Revision']));
		});

		it('SFTP Delivery: the embedded ledger asks for nothing', async () => {
			const { form } = editor;
			await editor.panel.add('SFTP Delivery', 'Deliver a file');
			expect(await form.labels()).toEqual([
				...['Resource', 'Operation', 'Input Binary Field', 'Remote Directory', 'File Name'],
				...['If File Exists', 'Ledger Store', 'Options'],
			]);
			expect(await form.hasCredential()).toBe(true);
		});

		it('Rainbow Invoicing: a company hides the field that it makes meaningless', async () => {
			const { form, page } = editor;
			await editor.panel.add('Rainbow Invoicing', 'Get many invoice files');
			expect(await form.labels()).toContain('Business Partner Type');
			await form.type('companyId', '000000001111110001000010');
			await page.keyboard.press('Tab');
			await form.field('bpType').waitFor({ state: 'hidden' });
			await form.executeStep();
			expect(await form.firstRow()).toMatchObject({ companyId: '000000001111110001000010' });
		});
	});

	describe('a choice from a list of the vendor', () => {
		beforeEach(async () => await editor.emptyWorkflow());

		afterEach(async () => await editor.form.close());

		/** Searches the list as an operator does. */
		async function pick(search: string): Promise<string> {
			await editor.page.getByTestId('rlc-input').click();
			const entries = editor.page.getByTestId('rlc-item').filter({ visible: true });
			await entries.first().waitFor();
			await editor.page.getByTestId('rlc-search').fill(search);
			const found = entries.filter({ hasText: search }).first();
			await found.waitFor();
			const name = await found.innerText();
			await found.click();
			return name.trim();
		}

		it('finds a price list by its name', async () => {
			const { form } = editor;
			await editor.panel.add('HORISEN Rates', 'Get many rates for a date');
			expect(await pick('Standard')).toBe('Standard EUR (EUR, 101)');
			await form.choose('output', 'Simplified');
			expect(await form.executeStep()).toBe('25 items');
			expect(await form.firstRow()).toMatchObject({ mcc: '228', mnc: '01', price: '0.0002' });
		});

		it('finds a file by its name, and downloads it', async () => {
			await editor.panel.add('Rainbow Invoicing', 'Download an invoice file');
			expect(await pick('東京')).toMatch(
				/^INV_VOICE_[\d-]+_VAD_東京 50%\.csv · \d{4}-\d{2} · 東京テレコム$/,
			);
			await editor.page.getByTestId('node-execute-button').click();
			await editor.page.getByTestId('output-panel').getByText('text/csv').waitFor();
		});

		it('says in the list why it is empty', async () => {
			environment.rainbow.faults.inject({ times: null, fault: { kind: 'status', status: 403 } });
			await editor.panel.add('Rainbow Invoicing', 'Download an invoice file');
			await editor.page.getByTestId('rlc-input').click();
			await editor.page.getByTestId('rlc-error-container').waitFor();
			environment.rainbow.reset();
			// The one refusal that was asked for.
			expect(editor.faults.splice(0)).toEqual([
				expect.stringContaining('/resource-locator-results'),
			]);
		});
	});

	describe('a step run by itself', () => {
		beforeEach(async () => await editor.emptyWorkflow());

		afterEach(async () => await editor.form.close());

		it('VoIPcloud Billing moves nothing until Dry Run is turned off', async () => {
			const { form } = editor;
			const { requests } = environment.voipcloud;
			await editor.panel.add('VoIPcloud Billing', 'Move funds between partner and customer');
			await form.type('accountNumber', '1001');
			await form.type('amount', '10.50');
			await form.type('description', 'Invoice 4711');
			await form.executeStep();
			expect(await form.firstRow()).toMatchObject({ dryRun: 'true', moved: 'false' });
			expect(requests).toEqual([]);
			await form.toggle('dryRun');
			await form.executeStep();
			// The previous run's output stays visible until this run ends.
			while (requests.length === 0) await editor.page.waitForTimeout(100);
			expect(requests).toMatchObject([{ method: 'PUT', status: 200 }]);
		});
	});

	describe('HORISEN Finance Trigger', () => {
		it('shows the latest documents with their event', async () => {
			const { api, credentials, n8n } = environment;
			const name = 'HORISEN Finance Trigger';
			const id = await api.createWorkflow({
				name,
				nodes: [
					{
						...{ id: 'node', name, typeVersion: 1, position: [0, 0], parameters: {} },
						type: 'n8n-nodes-telecom-finance.horisenFinanceTrigger',
						credentials: { horisenOAuth2Api: credentials.horisenOAuth2Api },
					},
				],
				connections: {},
			});
			await editor.page.goto(`${n8n.url}/workflow/${id}`);
			await editor.canvas.open(name);
			expect(await editor.form.executeStep('Fetch Test Event')).toBe('5 items');
			expect((await editor.form.firstRow()).event).toContain('documentCreated');
			await editor.form.close();
			expect(await editor.canvas.subtitle(name)).toBe('New document');
		});
	});

	describe('dark theme', () => {
		afterAll(async () => await editor.setTheme('light'));

		it('shows its own icons in the panel', async () => {
			await editor.setTheme('dark');
			await editor.newWorkflow();
			await editor.panel.search('HORISEN');
			const icon = editor.panel.iconOf('HORISEN Finance');
			expect(await icon.getAttribute('src')).toMatch(/horisen\.dark\.svg$/);
			expect(await isDrawn(icon)).toBe(true);
		});
	});

	it('the page itself reported no error', () => {
		expect(editor.faults).toEqual([]);
	});
}
