import { type LockFile, missingPackage, whatChanged } from '../../../../sandbox/engine/pinChanges';

const lock = (
	n8n: LockFile['packages'][string],
	others: Record<string, string> = {},
): LockFile => ({
	packages: {
		'': {},
		'node_modules/n8n': n8n,
		...Object.fromEntries(
			Object.entries(others).map(([name, version]) => [`node_modules/${name}`, { version }]),
		),
	},
});

describe('the report on a newer n8n', () => {
	it('names its Node, its own dependencies, and counts all packages', () => {
		const before = lock(
			{
				version: '2.41.1',
				engines: { node: '>=22' },
				dependencies: { kept: '1.0.0', raised: '1.0.0', dropped: '1.0.0' },
			},
			{ deep: '1.0.0' },
		);
		const after = lock(
			{
				version: '2.41.3',
				engines: { node: '>=24' },
				dependencies: { kept: '1.0.0', raised: '1.1.0', added: '2.0.0' },
			},
			{ deep: '1.0.1' },
		);
		expect(whatChanged(before, after)).toEqual([
			'Node: >=22 → >=24',
			'added: new → 2.0.0',
			'dropped: 1.0.0 → gone',
			'raised: 1.0.0 → 1.1.0',
			'2 installed packages are different',
		]);
	});

	it('says that its Node is the same', () => {
		const one = lock({ version: '2.41.1', engines: { node: '>=24' } });
		expect(whatChanged(one, one)).toEqual([
			'Node: >=24, as before',
			'0 installed packages are different',
		]);
	});
});

describe('the package that a registry lacks', () => {
	it.each([
		[
			'npm error notarget No matching version found for @n8n/di@0.99.0.\nnpm error',
			'@n8n/di@0.99.0',
		],
		['No matching version found for left-pad@^9.', 'left-pad@^9'],
		['npm error network', undefined],
	])('is read from %j', (output, expected) => expect(missingPackage(output)).toBe(expected));
});
