import { createHash } from 'node:crypto';
import type { INodeExecutionData } from 'n8n-workflow';
import { DEFAULT_USER, SUPERADMIN } from '../../sandbox/rainbow';
import { pathsOf, setUpRainbow } from './rainbowSetup';

const { n8n, rainbow, credential, getFiles, download } = setUpRainbow();

const listings = () => rainbow().requests.filter(({ path }) => path.endsWith('/invoices'));
const lastQuery = () => listings().at(-1)?.query;
const filepaths = (items: INodeExecutionData[]) => items.map(({ json }) => json.filepath);
const sha256 = (content: Buffer) => createHash('sha256').update(content).digest('hex');

describe('Invoice File: Get Many', () => {
	it('lists every file with all fields, paired, with one login', async () => {
		const { outputs, error } = await getFiles();
		expect(error).toBeUndefined();
		expect(lastQuery()).toBe('');
		expect(filepaths(outputs[0])).toEqual(pathsOf(rainbow().data.files));
		expect(outputs[0][0]).toMatchObject({
			json: {
				companyId: '000000001111110001000010',
				billingPeriod: '2017-10',
				invoiceType: 'services',
				invoiceCreationDate: '2017-11-05',
			},
			pairedItem: { item: 0 },
		});
		expect(rainbow().logins).toBe(1);
	});

	it('sends each filter as documented, and the answer matches it', async () => {
		const { outputs, error } = await getFiles({
			companyId: '000000001111110001000010',
			billingPeriod: '2017-10',
			invoiceType: 'conference',
			fileType: 'CDR',
			period: 'between',
			periodFrom: '2017-11-06',
			periodTo: '2017-11-06',
		});
		expect(error).toBeUndefined();
		expect(lastQuery()).toBe(
			'companyId=000000001111110001000010&billingPeriod=2017-10&invoiceType=conference' +
				'&fileType=CDR&fromInvoiceCreationDate=2017-11-05&toInvoiceCreationDate=2017-11-07',
		);
		expect(outputs[0]).toHaveLength(1);
	});

	it('takes a period, both days included, with dates from expressions', async () => {
		const { outputs } = await getFiles({
			period: 'between',
			periodFrom: '={{ DateTime.fromISO("2017-11-01T23:00:00") }}',
			periodTo: '2017-11-05T00:00:00',
		});
		expect(lastQuery()).toBe('fromInvoiceCreationDate=2017-10-31&toInvoiceCreationDate=2017-11-06');
		expect(new Set(outputs[0].map(({ json }) => json.invoiceCreationDate))).toEqual(
			new Set(['2017-11-05']),
		);
	});

	it('chooses a partner type for an administrator', async () => {
		const { login, password } = SUPERADMIN;
		const { outputs } = await getFiles({ bpType: 'DR' }, credential({ login, password }));
		expect(lastQuery()).toBe('bpType=DR');
		expect(new Set(outputs[0].map(({ json }) => json.companyName))).toEqual(
			new Set(['Dir. Reseller; Ltd']),
		);
	});

	it('returns no items for an empty list', async () => {
		const { outputs, error } = await getFiles({ billingPeriod: '1999-01' });
		expect(error).toBeUndefined();
		expect(outputs[0]).toEqual([]);
	});

	it('returns no more than the limit', async () => {
		const { outputs } = await getFiles({ returnAll: false, limit: 3 });
		expect(filepaths(outputs[0])).toEqual(pathsOf(rainbow().data.files.slice(0, 3)));
	});

	it('does not send fields that the form hides', async () => {
		await getFiles({
			companyId: '000000001111110001000010',
			bpType: 'DR',
		});
		expect(lastQuery()).toBe('companyId=000000001111110001000010');
	});

	it.each([
		[
			'a partner type beside a company',
			{ companyId: '={{ "000000001111110001000010" }}', bpType: 'DR' },
			'Business Partner Type cannot be used with a Company ID',
		],
		['an invalid period', { billingPeriod: '2017-13' }, 'Billing Period is not a month: "2017-13"'],
		[
			'an invalid day',
			{ period: 'between', periodFrom: '2017-02-29' },
			'Period From is not a date: "2017-02-29"',
		],
		[
			'a period that ends before it begins',
			{ period: 'between', periodFrom: '2017-11-06', periodTo: '2017-11-05' },
			'The period starts (2017-11-06) after it ends (2017-11-05)',
		],
		[
			'a file type from an expression',
			{ fileType: '={{ "PDF" }}' },
			'File Type is not one that Rainbow knows: "PDF"',
		],
	])('refuses %s before any call', async (_, parameters, message) => {
		const { error } = await getFiles(parameters);
		expect(error?.message).toBe(message);
		expect(rainbow().requests).toEqual([]);
	});
});

describe('Invoice File: Download', () => {
	it('stores each file unchanged, with its name, size and checksum', async () => {
		const { files } = rainbow().data;
		const { outputs, error } = await download(pathsOf(files.slice(0, 12)));
		expect(error).toBeUndefined();
		expect(outputs[0]).toHaveLength(12);
		for (const [index, item] of outputs[0].entries()) {
			const content = rainbow().data.content(files[index]);
			expect(await n8n.readBinary(item, 'data')).toEqual(content);
			expect(item.json).toMatchObject({
				filepath: files[index].filepath,
				bytes: content.length,
				sha256: sha256(content),
			});
			expect(item.binary?.data).toMatchObject({ mimeType: 'text/csv', fileExtension: 'csv' });
			expect(item.pairedItem).toEqual({ item: index });
		}
		expect(new Set(outputs[0].map(({ json }) => json.uniqueFileName)).size).toBe(12);
		expect(rainbow().logins).toBe(1);
	});

	it('accepts letters, spaces and signs in a path, and keeps them in the name', async () => {
		const nasty = rainbow().data.files.filter(({ filepath }) => /[^\w./-]/.test(filepath));
		const { outputs, error } = await download(pathsOf(nasty), { binaryProperty: 'csv' });
		expect(error).toBeUndefined();
		const names = outputs[0].map(({ json }) => json.fileName);
		expect(names).toContain('INV_SERV_2017-11-05_VAD_Müller & Söhne.csv');
		expect(names).toContain('INV_SERV_2017-11-05_VAD_東京 50%.csv');
		expect(names).toContain("INV_SERV_2017-11-05_IR_o'reseller.csv");
		expect(outputs[0][0].binary).toHaveProperty('csv');
	});

	it.each([
		['attachment; filename="../../../etc/passwd"', 'passwd'],
		['attachment; filename="..\\..\\boot.ini"', 'boot.ini'],
		["attachment; filename*=UTF-8''%2e%2e%2fcron.d%2fjob", 'job'],
		['attachment; filename=".bashrc"', 'bashrc'],
		['attachment; filename=""', undefined],
		['attachment', undefined],
		['inline; filename="con.csv"', '_con.csv'],
	])('makes the name in %s safe', async (disposition, fileName) => {
		const [file] = rainbow().data.files;
		file.disposition = disposition;
		const { outputs } = await download([file.filepath]);
		const own = file.filepath.split('/').at(-1);
		expect(outputs[0][0].json.fileName).toBe(fileName ?? own);
		expect(outputs[0][0].binary?.data.fileName).toBe(fileName ?? own);
		expect(outputs[0][0].binary?.data.directory).toBeUndefined();
	});

	it.each([
		['', 'is empty'],
		['/etc/passwd', 'starts with a slash'],
		['a/../b.csv', 'holds the part ".."'],
		['a/./b.csv', 'holds the part "."'],
		['a//b.csv', 'holds an empty part'],
		['a/b/', 'holds an empty part'],
		['a\\..\\b.csv', 'holds a backslash or a control character'],
		['a/%2e%2e/b.csv', 'holds an encoded dot or slash'],
		['a/b\n.csv', 'holds a backslash or a control character'],
	])('refuses the path %j before any call', async (path, fault) => {
		const { error } = await download([path]);
		expect(error?.message).toBe(`Invoice file path ${JSON.stringify(path)} ${fault}`);
		expect(rainbow().requests).toEqual([]);
	});

	it('names a file that Rainbow does not have, and goes on with the others', async () => {
		const [first, second] = pathsOf(rainbow().data.files);
		const { outputs, error } = await download(
			[first, 'gone/2017-10/services/INV.csv', second],
			{},
			{ onError: 'continueErrorOutput' },
		);
		expect(error).toBeUndefined();
		expect(outputs[0].map(({ json, pairedItem }) => [json.filepath, pairedItem])).toEqual([
			[first, { item: 0 }],
			[second, { item: 2 }],
		]);
		expect(outputs[1]).toHaveLength(1);
		expect(outputs[1][0].json.error).toBe(
			'Rainbow has no invoice file gone/2017-10/services/INV.csv (404 404100)',
		);
	});

	it('holds no large file in memory', async () => {
		const file = rainbow().data.addLargeFile({ rows: 350_000 });
		const storedBefore = n8n.storedBytes();
		let most = 0;
		// What was sent and is not stored yet is in memory, the sockets' buffers included.
		const watch = setInterval(() => {
			const stored = n8n.storedBytes() - storedBefore;
			most = Math.max(most, rainbow().bytesSent - stored);
		}, 20);
		const { outputs, error } = await download([file.filepath]);
		clearInterval(watch);
		expect(error).toBeUndefined();
		expect(outputs[0][0].json.bytes).toBeGreaterThan(25_000_000);
		expect(n8n.storedBytes() - storedBefore).toBeGreaterThan(25_000_000);
		expect(most).toBeGreaterThan(0);
		expect(most).toBeLessThan(10_000_000);
	});
});

describe('the API key', () => {
	const withKey = (changes: object = {}) =>
		credential({ authentication: 'apiKey', apiKey: DEFAULT_USER.apiKey ?? '', ...changes });

	it('replaces a login', async () => {
		const { outputs, error } = await getFiles({}, withKey());
		expect(error).toBeUndefined();
		expect(outputs[0].length).toBeGreaterThan(0);
		expect(rainbow().logins).toBe(0);
	});

	it.each([
		['a wrong key', { apiKey: 'wrong-key-4711' }],
		['the other header', { apiKeyHeader: 'APIKey' }],
	])('is refused with %s, with an explanation and without the key', async (_, changes) => {
		const { error } = await getFiles({}, withKey(changes));
		expect(error?.message).toBe('Rainbow refuses access to the list of invoice files (403 403000)');
		expect(error?.description).toContain('Either the API key is wrong, or Rainbow expects it');
		expect(JSON.stringify(error)).not.toContain('wrong-key-4711');
		expect(listings()).toHaveLength(1);
	});
});

describe('if n8n keeps files in memory', () => {
	const inMemory = setUpRainbow({}, { binaryMode: 'memory' });

	it('stores a file in the item', async () => {
		const [file] = inMemory.rainbow().data.files;
		const { outputs, error } = await inMemory.download([file.filepath]);
		expect(error).toBeUndefined();
		expect(await inMemory.n8n.readBinary(outputs[0][0], 'data')).toEqual(
			inMemory.rainbow().data.content(file),
		);
	});
});
