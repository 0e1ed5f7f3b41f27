import { parseArgs } from 'node:util';
import { type ProfileName, PROFILES } from '../../nodes/FinanceXmlBuilder/formats/ubl/profile';
import { writeCodeLists } from './writeCodeLists';
import { type Checked, samplesOf, written } from './corpus';
import { examples } from './examples';
import { OfficialRules } from './officialRules';
import { KEPT, missingRules, RELEASES_OF, rulesFolder } from './releases';

/** What became of the invoices of a profile. */
interface Tally {
	invoices: number;
	refusedByBoth: number;
	refusedByRulesOnly: number;
	refusedByUsOnly: number;
	/** By a rule that is kept though its release has it no more. */
	refusedByKept: number;
}

const OPTIONS = {
	rules: { type: 'string' },
	samples: { type: 'string', default: '300' },
	seed: { type: 'string', default: '1' },
	profile: { type: 'string', multiple: true },
	codes: { type: 'boolean', default: false },
} as const;

/**
 * `npm run rules` checks invoices with the official rules and with the node's own check, which must agree on each.
 * `--rules`, or OFFICIAL_RULES, is the folder of the rules, `--samples` how many documents are generated for each
 * profile, `--profile` one of them; `--codes` rewrites the code lists instead.
 */
async function run(): Promise<void> {
	const { values } = parseArgs({ options: OPTIONS });
	const folder = rulesFolder(values.rules);
	const missing = missingRules(folder);
	if (missing !== undefined) {
		console.log(missing);
		return;
	}
	if (values.codes) {
		await writeCodeLists(folder);
		return;
	}
	const official = new OfficialRules(folder);
	const profiles = (values.profile ?? Object.keys(PROFILES)) as ProfileName[];
	const tallies = new Map<ProfileName, Tally>();
	for await (const checked of written()) {
		if (profiles.includes(checked.profile)) compare(checked, official, tallies);
	}
	let exampleCount = 0;
	for (const example of examples(folder, profiles)) {
		compare(example, official, tallies);
		exampleCount += 1;
	}
	console.log(`${exampleCount} of them are official examples`);
	for (const profile of profiles) {
		const names = RELEASES_OF[profile].map(({ name }) => name).join(', ');
		console.log(`${PROFILES[profile].name}: ${names}`);
		for await (const checked of samplesOf(profile, Number(values.samples), Number(values.seed))) {
			compare(checked, official, tallies);
		}
		console.log(tallyText(profile, tallies.get(profile)));
	}
	const all = [...tallies.values()];
	if (all.some((one) => one.refusedByRulesOnly + one.refusedByUsOnly > 0)) process.exitCode = 1;
}

function compare(
	{ name, profile, xml, own }: Checked,
	official: OfficialRules,
	tallies: Map<ProfileName, Tally>,
): void {
	const tally = tallies.get(profile) ?? {
		...{
			invoices: 0,
			refusedByBoth: 0,
			refusedByRulesOnly: 0,
			refusedByUsOnly: 0,
			refusedByKept: 0,
		},
	};
	tallies.set(profile, tally);
	const broken = official.brokenBy(xml, profile);
	tally.invoices += 1;
	if (broken.length > 0 && own.length > 0) tally.refusedByBoth += 1;
	if (broken.length > 0 && own.length === 0) {
		tally.refusedByRulesOnly += 1;
		const rules = broken.map(({ rule, text }) => `${rule} ${text.slice(0, 200)}`).join('\n  ');
		console.log(`REFUSED BY THE RULES ONLY: ${name}, ${profile}\n  ${rules}`);
	}
	// If the schema refuses an invoice, the rules need not report it.
	const alone = own.filter((rule) => rule !== 'XSD');
	if (broken.length > 0 || alone.length === 0) return;
	if (alone.every((rule) => rule === KEPT[profile])) {
		tally.refusedByKept += 1;
	} else {
		tally.refusedByUsOnly += 1;
		console.log(`REFUSED BY US ONLY: ${name}, ${profile}: ${own.join(', ')}`);
	}
}

function tallyText(profile: ProfileName, tally: Tally | undefined): string {
	if (!tally) return '  no invoice';
	const kept = KEPT[profile];
	return [
		`  ${tally.invoices} invoices`,
		`${tally.refusedByBoth} refused by both`,
		`${tally.refusedByRulesOnly} by the rules only`,
		`${tally.refusedByUsOnly} by us only`,
		...(kept ? [`${tally.refusedByKept} by ${kept} alone, which is kept`] : []),
	].join(', ');
}

void run();
