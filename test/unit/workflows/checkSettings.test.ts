import { readTemplate } from '../../../sandbox/engine/template';
import { runCodeNode } from './codeNode';

const DELIVERY = {
	documentArea: ['sales', 'purchase'],
	checksumFile: ['no', 'yes'],
	startEmptyLedger: ['no', 'yes'],
	onChange: ['hold', 'deliver'],
	onCancellation: ['hold', 'deliver'],
	failOnHeld: ['yes', 'no'],
	acknowledge: ['no', 'exported', 'exported and errors'],
	onDifference: ['flag', 'fail', 'ignore'],
};
const DOCUMENTED = {
	documentArea: ['sales', 'purchase'],
	onDifference: ['flag', 'fail', 'ignore'],
};

/** The choices of each workflow that has any which no node refuses in time when misspelt. */
const CHOICES: Record<string, Record<string, string[]>> = {
	'horisen-invoices-to-erp-guarded.json': DELIVERY,
	'horisen-invoices-to-erp-fanout.json': DELIVERY,
	'horisen-delivery-audit.json': {
		documentArea: ['sales', 'purchase'],
		compareChecksums: ['no', 'yes'],
	},
	'horisen-invoices-to-erp.json': DOCUMENTED,
	'horisen-einvoices-to-erp.json': {
		...DOCUMENTED,
		profile: ['en16931', 'peppol-bis-3', 'xrechnung-3.0'],
		linesFrom: ['traffic', 'items'],
		trafficFileHash: ['none', 'sha256'],
	},
};

const next = (file: string, name: string) => {
	const { main } = readTemplate(file).connections[name] as { main: Array<Array<{ node: string }>> };
	return main.flat().map(({ node }) => node);
};

/** `Settings` as it ships. */
function shipped(file: string): Record<string, unknown> {
	const { parameters } = readTemplate(file).nodes.find(({ name }) => name === 'Settings')!;
	const { assignments } = parameters.assignments as {
		assignments: Array<{ name: string; value: unknown }>;
	};
	return Object.fromEntries(assignments.map(({ name, value }) => [name, value]));
}

describe.each(Object.entries(CHOICES))('Check Settings of %s', (file, choices) => {
	const check = (change: Record<string, unknown> = {}) =>
		runCodeNode(file, 'Check Settings', {
			input: [{ ...shipped(file), ...change }],
			outputs: {},
		});

	it('stands behind Settings, before anything is begun', () => {
		expect(next(file, 'Settings')).toEqual(['Check Settings']);
		expect(next(file, 'Check Settings')).toEqual(['Period']);
	});

	it('hands on what ships, and every choice', () => {
		expect(check()).toEqual([shipped(file)]);
		for (const [name, known] of Object.entries(choices)) {
			for (const choice of known) expect(check({ [name]: choice })).toHaveLength(1);
		}
	});

	it.each(Object.entries(choices))('refuses a misspelt %s', (name, [first]) => {
		const capital = first[0].toUpperCase() + first.slice(1);
		for (const misspelt of [capital, `${first} `, '', 'true', 'none!', undefined]) {
			expect(() => check({ [name]: misspelt })).toThrow(
				`${name} in Settings cannot be ${JSON.stringify(misspelt)}: `,
			);
		}
	});

	it('names all that are misspelt, with their choices', () => {
		const misspelt = Object.fromEntries(Object.keys(choices).map((name) => [name, 'x']));
		for (const name of Object.keys(choices)) {
			expect(() => check(misspelt)).toThrow(`${name} in Settings cannot be "x": `);
		}
		expect(() => check(misspelt)).toThrow('documentArea in Settings cannot be "x": sales or purchase.');
		expect(() => check(misspelt)).toThrow('Nothing was done.');
	});
});

it('says what acknowledge can be', () => {
	const file = 'horisen-invoices-to-erp-guarded.json';
	const input = [{ ...shipped(file), acknowledge: 'No' }];
	expect(() => runCodeNode(file, 'Check Settings', { input, outputs: {} })).toThrow(
		'acknowledge in Settings cannot be "No": no, exported, or exported and errors. Nothing was done.',
	);
});

/** A setting that an expression or a Code node compares with a text is a choice. */
it.each(Object.keys(CHOICES))('no setting of %s is compared with a text unchecked', (file) => {
	const compared = readTemplate(file).nodes.flatMap(({ parameters }) =>
		[...JSON.stringify(parameters).matchAll(/(\w+) [!=]== '/g)].map(([, name]) => name),
	);
	const settings = Object.keys(shipped(file));
	expect(Object.keys(CHOICES[file])).toEqual(
		expect.arrayContaining(compared.filter((name) => settings.includes(name))),
	);
});
