import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';

const NODES = join(__dirname, '../../nodes');

/** A vendor is a folder with its own call settings. */
const VENDORS = readdirSync(NODES).filter((name) =>
	existsSync(join(NODES, name, 'shared', `${name.toLowerCase()}Vendor.ts`)),
);

/** Parts that can be tested and timed without n8n. */
const PURE =
	/^(common|FinanceXmlBuilder\/xml|SftpDelivery\/deliver|DeliveryLedger\/(rules|store))\//;

/** What each TypeScript file below a folder of the project imports: files by their paths from there, others by name. */
type Imports = Map<string, string[]>;

function readImports(root: string, folders = ['.']): Imports {
	const files = folders.flatMap((folder) => sourcesBelow(root, folder));
	const known = new Set(files);
	const importsOf = (file: string) => {
		const text = readFileSync(join(root, file), 'utf8');
		return [...text.matchAll(/^(?:import|export)\b[^;]*?\bfrom '([^']+)'/gm)].map(([, name]) => {
			if (!name.startsWith('.')) return name;
			const path = relative(root, join(root, dirname(file), name)).replaceAll('\\', '/');
			if (/\.\w+$/.test(path)) return path;
			return known.has(`${path}/index.ts`) ? `${path}/index.ts` : `${path}.ts`;
		});
	};
	return new Map(files.map((file) => [file, importsOf(file)]));
}

/** Installed and built files are not ours. */
function sourcesBelow(root: string, folder: string): string[] {
	return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
		const path = join(folder, entry.name).replaceAll('\\', '/');
		if (entry.isFile()) return path.endsWith('.ts') ? [path] : [];
		return /^(node_modules|\..*)$/.test(entry.name) ? [] : sourcesBelow(root, path);
	});
}

const imports = readImports(NODES);

/** `from → to` of every import that is not allowed. */
function refused(isRefused: (from: string, to: string) => boolean): string[] {
	return [...imports].flatMap(([from, all]) =>
		all.filter((to) => isRefused(from, to)).map((to) => `${from} → ${to}`),
	);
}

const top = (file: string) => file.slice(0, file.indexOf('/'));
const isVendor = (file: string) => VENDORS.includes(top(file));
const isOurs = (file: string) => imports.has(file);

describe('the house: arrows point one way', () => {
	it('covers every file', () => {
		expect(imports.size).toBeGreaterThan(200);
		expect(VENDORS).toEqual(expect.arrayContaining(['Horisen', 'Rainbow', 'Voipcloud']));
		const unknown = refused((_, to) => to.endsWith('.ts') && !isOurs(to));
		expect(unknown).toEqual([]);
	});

	it('common knows no vendor, no node and not n8n', () => {
		expect(
			refused((from, to) => top(from) === 'common' && isOurs(to) && top(to) !== 'common'),
		).toEqual([]);
	});

	it('pure parts do not import n8n', () => {
		expect(refused((from, to) => PURE.test(from) && /^n8n(-|\/)/.test(to))).toEqual([]);
	});

	it('vendors do not import each other or the vendor-neutral nodes, and those import no vendor', () => {
		expect(
			refused(
				(from, to) =>
					isOurs(to) &&
					top(from) !== top(to) &&
					(isVendor(from) ? !/^(common|n8n)\//.test(to) : isVendor(to)),
			),
		).toEqual([]);
	});

	it("has no two files of one name, so that an editor's tabs tell them apart", () => {
		const names = [...imports.keys()].map((file) => basename(file)).sort();
		expect(names.filter((name, index) => name === names[index - 1])).toEqual([]);
	});

	it('has no circles, not even of types, in nodes, credentials, sandbox and tests', () => {
		const all = readImports(join(NODES, '..'), [
			'credentials',
			'nodes',
			'sandbox',
			'scripts',
			'test',
		]);
		expect(all.size).toBeGreaterThan(imports.size + 300);
		expect(circlesOf(all)).toEqual([]);
	});
});

/** Each circle once, as the files on it. */
function circlesOf(all: Imports): string[][] {
	const found: string[][] = [];
	const done = new Set<string>();
	const visit = (file: string, path: string[]): void => {
		const begin = path.indexOf(file);
		if (begin >= 0) found.push([...path.slice(begin), file]);
		if (begin >= 0 || done.has(file)) return;
		for (const next of all.get(file) ?? []) if (all.has(next)) visit(next, [...path, file]);
		done.add(file);
	};
	for (const file of all.keys()) visit(file, []);
	return found;
}
