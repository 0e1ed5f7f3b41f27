// A script that a person might write instead of a workflow: one file without n8n, with the same promises. Documents and
// traffic page by page with their totals checked, exact sums, a temporary file, its size, the intent, the rename, a
// look, the outcome; one that fails keeps no other from its delivery; a second run sends nothing again. Intents and
// outcomes that are ready together share a write to the disk. Node 24 runs it: node dedicatedScript.mjs
// '{"api":…,"accounts":…,…}'
import { Buffer } from 'node:buffer';
import { createHash, randomBytes } from 'node:crypto';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout } from 'node:timers/promises';
import { URLSearchParams } from 'node:url';
import Big from 'big.js';
import ssh2 from 'ssh2';

const job = JSON.parse(process.argv[2]);
const [PAGE_SIZE, BLOCK_SIZE, AT_ONCE, GATHERED_MS] = [1000, 32768, 16, 5];

const ledger = new DatabaseSync(job.ledger);
ledger.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE IF NOT EXISTS deliveries
	(key TEXT PRIMARY KEY, state TEXT, part TEXT, name TEXT, bytes INTEGER, sha256 TEXT, at TEXT)`);
const known = ledger.prepare('SELECT state FROM deliveries WHERE key = ?');
const intend = ledger.prepare(`INSERT INTO deliveries VALUES (?, 'publishing', ?, ?, ?, ?, ?)
	ON CONFLICT (key) DO UPDATE SET state = 'publishing', part = excluded.part WHERE state IN ('failed', 'void')`);
const settle = ledger.prepare('UPDATE deliveries SET state = ?, at = ? WHERE key = ?');

let committed; // of the transaction that is open, if one is
async function write(statement, ...values) {
	if (!committed) {
		ledger.exec('BEGIN IMMEDIATE');
		committed = setTimeout(GATHERED_MS).then(() => {
			committed = undefined;
			ledger.exec('COMMIT');
		});
	}
	const { changes } = statement.run(...values);
	await committed;
	return changes;
}

const body = new URLSearchParams({ grant_type: 'client_credentials' });
body.set('client_id', job.clientId);
body.set('client_secret', job.clientSecret);
const login = await globalThis.fetch(`${job.accounts}/oauth2/access-token`, {
	method: 'POST',
	body,
});
const { access_token: token } = await login.json();

async function get(path) {
	for (let tries = 1; ; tries++) {
		const headers = { authorization: `Bearer ${token}`, accept: 'application/json' };
		const response = await globalThis.fetch(job.api + path, { headers, redirect: 'error' });
		if (response.ok) return await response.json();
		if (tries === 6 || (response.status < 500 && response.status !== 429))
			throw new Error(`${response.status} ${path}`);
		await setTimeout(500 * 2 ** tries);
	}
}

async function* pages(path) {
	for (let page = 1, count = 0; ; page++) {
		const { data, meta } = await get(`${path}page_number=${page}&page_size=${PAGE_SIZE}`);
		const { total, currentPage } = meta.pagination;
		if (currentPage !== page) throw new Error(`Not page ${page}, but ${currentPage} of ${path}`);
		yield data;
		count += data.length;
		if (count === total) return;
		if (data.length === 0 || count > total) throw new Error(`${count} of ${total} rows of ${path}`);
	}
}

const escapes = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '\r': '&#13;' };
const text = (value) =>
	String(value ?? '')
		.replace(/[&<>"\r]/g, (c) => escapes[c])
		.replace(/[^\t\n\r\x20-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '\uFFFD');
const content = (value) => {
	if (typeof value === 'number') return new Big(value).toFixed();
	return typeof value === 'object' && value ? fields(value) : text(value);
};
const element = ([name, value]) => `<${name}>${content(value)}</${name}>`;
const fields = (object) =>
	(Array.isArray(object) ? object.map((one) => ['entry', one]) : Object.entries(object))
		.map(element)
		.join('');

const fingerprintOf = (key) => createHash('sha256').update(key).digest('base64').replace(/=+$/, '');
const hostVerifier = (key) => `SHA256:${fingerprintOf(key)}` === job.hostKeyFingerprint;
const connection = new ssh2.Client();
const sftp = await new Promise((resolve, reject) => {
	connection.on('error', reject).on('ready', () => {
		connection.sftp((error, opened) => (error ? reject(error) : resolve(opened)));
	});
	connection.connect({ ...job.server, hostVerifier, keepaliveInterval: 5000 });
});
const ask = (method, ...parameters) =>
	new Promise((resolve, reject) =>
		sftp[method](...parameters, (error, value) => (error ? reject(error) : resolve(value))),
	);
const there = async (path) => await ask('stat', path).catch(() => undefined);
const now = () => new Date().toISOString();

async function deliver(document) {
	const { documentUuid: key, documentNumber, amountNoVat, id } = document;
	const xml = [`<?xml version="1.0" encoding="UTF-8"?>\n<document>${fields(document)}<traffic>`];
	let sum = new Big(0);
	const report = `/bulk-traffic-report/v2/customer-invoices/${id}/traffic-reports?`;
	for await (const rows of pages(report)) {
		for (const row of rows) sum = sum.plus(row.totalAmount);
		xml.push(rows.map((row) => `<row>${fields(row)}</row>`).join(''));
	}
	if (sum.minus(amountNoVat).abs().gt(0.01))
		throw new Error(`${documentNumber}: rows ${sum}, document ${amountNoVat}`);
	const file = Buffer.from([...xml, '</traffic></document>\n'].join(''));
	const sha256 = createHash('sha256').update(file).digest('hex');
	const name = `${documentNumber.replace(/[^\w.-]/g, '_')}_${key}.xml`;
	const part = `${job.directory}/.${name}.${randomBytes(4).toString('hex')}.part`;
	const handle = await ask('open', part, 'wx');
	const blocks = [];
	for (let at = 0; at < file.length; at += BLOCK_SIZE)
		blocks.push(ask('write', handle, file, at, Math.min(BLOCK_SIZE, file.length - at), at));
	await Promise.all(blocks);
	await ask('ext_openssh_fsync', handle);
	await ask('close', handle);
	if ((await there(part))?.size !== file.length) throw new Error(`${name} did not arrive whole`);
	if ((await write(intend, key, part, name, file.length, sha256, now())) === 0)
		throw new Error(`${name} is under way`);
	const final = `${job.directory}/${name}`;
	await ask('rename', part, final);
	if (!(await there(final)) && (await there(part))) throw new Error(`${name} did not get its name`);
	await write(settle, 'delivered', now(), key);
}

const left = [];
const query = 'eq(status)=approved&eq(documentClassDomain)=invoice&eq(documentClassArea)=sales';
for await (const page of pages(`/finance/sit/v1/documents-export?${query}&`))
	left.push(...page.filter(({ documentUuid }) => known.get(documentUuid)?.state !== 'delivered'));
const failures = [];
await Promise.all(
	Array.from({ length: AT_ONCE }, async () => {
		for (let next; (next = left.shift());)
			await deliver(next).catch((error) => failures.push(error));
	}),
);
connection.end();
if (failures.length > 0) throw new AggregateError(failures, `${failures.length} failed`);
