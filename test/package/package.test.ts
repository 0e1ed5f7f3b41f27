import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Loaded } from './installedPackage';
import { InstalledPackage, PROJECT } from './installedPackage';

/** Names in imported workflows: a released name never changes. */
const NODES = {
	horisenFinance: { displayName: 'HORISEN Finance', credentials: ['horisenOAuth2Api'] },
	horisenFinanceTrigger: {
		displayName: 'HORISEN Finance Trigger',
		credentials: ['horisenOAuth2Api'],
	},
	horisenTrafficReport: {
		displayName: 'HORISEN Traffic Report',
		credentials: ['horisenOAuth2Api'],
	},
	horisenRates: { displayName: 'HORISEN Rates', credentials: ['horisenOAuth2Api'] },
	rainbowInvoicing: {
		displayName: 'Rainbow Invoicing',
		credentials: ['rainbowApi', 'rainbowOAuth2Api'],
	},
	voipcloudBilling: { displayName: 'VoIPcloud Billing', credentials: ['voipcloudApi'] },
	financeXmlBuilder: { displayName: 'Finance XML Builder', credentials: [] },
	deliveryLedger: { displayName: 'Delivery Ledger', credentials: ['deliveryLedgerApi'] },
	sftpDelivery: {
		displayName: 'SFTP Delivery',
		credentials: ['erpSftpApi', 'deliveryLedgerApi'],
	},
};
const CREDENTIALS = [
	'deliveryLedgerApi',
	'erpSftpApi',
	'horisenOAuth2Api',
	'rainbowApi',
	'rainbowOAuth2Api',
	'voipcloudApi',
];

/** A trigger is not a tool, and nodes that move money or files are not tools for agents. */
const NO_TOOLS = ['deliveryLedger', 'horisenFinanceTrigger', 'sftpDelivery', 'voipcloudBilling'];

/** The README gives a reason for each. */
const DEPENDENCIES = [
	'big.js',
	'iconv-lite',
	'iso-3166-1',
	'libxml2-wasm',
	'pg',
	'saxes',
	'ssh2-sftp-client',
	'xmlbuilder2',
];

const ASSET = /\.(svg|png|xsd|mjs|json)$/;

let installed: InstalledPackage;
let loaded: Loaded;

beforeAll(async () => {
	installed = await InstalledPackage.create();
	loaded = await installed.load();
}, 180_000);

afterAll(() => installed?.remove());

describe('the tarball', () => {
	it('contains the documents, the workflows, and one file for each source and asset; nothing else', () => {
		const sources = ['credentials', 'nodes'].flatMap((folder) => filesBelow(folder));
		const compiled = sources
			.filter((path) => path.endsWith('.ts'))
			.map((path) => `dist/${path.replace(/\.ts$/, '.js')}`);
		const assets = sources.filter((path) => ASSET.test(path)).map((path) => `dist/${path}`);

		expect(installed.files).toEqual(
			[
				'CHANGELOG.md',
				'LICENSE',
				'README.md',
				'index.js',
				'package.json',
				...compiled,
				...assets,
				...filesBelow('docs').filter((path) => path.endsWith('.md')),
				...filesBelow('workflows'),
			].sort(),
		);
	});

	it('needs only the stated dependencies and n8n-workflow', () => {
		const { dependencies, peerDependencies } = installed.manifest;

		expect(Object.keys(dependencies).sort()).toEqual(DEPENDENCIES);
		expect(Object.keys(peerDependencies)).toEqual(['n8n-workflow']);
	});
});

describe("n8n's loader", () => {
	it('finds the nodes under their public names, with their credentials', () => {
		const found = loaded.nodes.map(({ name, displayName, credentials = [] }) => [
			name,
			{ displayName, credentials: credentials.map((credential) => credential.name) },
		]);

		expect(Object.fromEntries(found)).toEqual(NODES);
	});

	it('finds the credentials under their public names, used by a node', () => {
		expect(loaded.credentials.map(({ name }) => name).sort()).toEqual(CREDENTIALS);
		for (const { supportedNodes } of loaded.credentials) {
			expect(supportedNodes).not.toEqual([]);
		}
	});

	it('finds a light and a dark icon for everything', () => {
		for (const { name, iconUrl } of [...loaded.nodes, ...loaded.credentials]) {
			const icons = Object.entries(iconUrl ?? {}).map(([theme, url]) => ({
				theme,
				exists: existsSync(join(installed.directory, fileOfIcon(url))),
			}));

			expect({ name, icons }).toEqual({
				name,
				icons: [
					{ theme: 'light', exists: true },
					{ theme: 'dark', exists: true },
				],
			});
		}
	});

	it('finds a category and a documentation link for every node', () => {
		for (const { codex } of loaded.nodes) {
			expect(codex?.categories).not.toHaveLength(0);
			expect(codex?.resources?.primaryDocumentation?.[0]?.url).toMatch(/^https:\/\//);
		}
	});

	it('finds texts for every node: a subtitle, a description, and whether an agent may use it', () => {
		for (const { name, subtitle, description, usableAsTool } of loaded.nodes) {
			expect({ name, subtitle, description, usableAsTool }).toEqual({
				name,
				subtitle: expect.any(String) as string,
				description: expect.any(String) as string,
				usableAsTool: NO_TOOLS.includes(name) ? undefined : true,
			});
		}
	});
});

/** All files below one of the project's folders, as paths from the project. */
function filesBelow(folder: string): string[] {
	return readdirSync(join(PROJECT, folder), { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile())
		.map(({ parentPath, name }) => join(parentPath, name).slice(PROJECT.length + 1));
}

/** The loader writes `icons/<package>/<path>`, from which n8n's server serves the file. */
function fileOfIcon(url: string): string {
	return url.replace('icons/n8n-nodes-telecom-finance/', '');
}
