import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { corpus } from './corpus';
import { OfficialRules } from './officialRules';
import { ruleSetsIn } from './ruleSets';

/**
 * `npm run rules` holds invoices to the official rules and to the node's own check. One that the rules refuse
 * and the check lets pass is a failure; one that the check alone refuses is listed. `--rules`, or
 * OFFICIAL_RULES, is the folder of the rules, `--samples` how many generated documents there are.
 */
async function run(): Promise<void> {
	const { values } = parseArgs({
		options: { rules: { type: 'string' }, samples: { type: 'string', default: '200' } },
	});
	const folder =
		values.rules ?? process.env.OFFICIAL_RULES ?? join(process.cwd(), '../shared/conformance');
	const found = ruleSetsIn(folder);
	if ('missing' in found) {
		console.log(found.missing);
		return;
	}
	const official = new OfficialRules(found);
	let invoices = 0;
	let refused = 0;
	let tooLax = 0;
	for await (const { name, profile, xml, own } of corpus(Number(values.samples))) {
		invoices += 1;
		const broken = official.brokenBy(xml, profile);
		if (broken.length > 0) refused += 1;
		if (broken.length > 0 && own.length === 0) {
			tooLax += 1;
			const rules = broken.map(({ rule, text }) => `${rule} ${text.slice(0, 200)}`).join('\n  ');
			console.log(`PASSED BY THE CHECK ALONE: ${name}, ${profile}\n  ${rules}`);
			if (name.startsWith('generated')) console.log(xml);
		}
		// Of what the schema refuses, the rules need not speak.
		if (broken.length === 0 && own.some((rule) => rule !== 'XSD')) {
			console.log(`Refused by the check alone: ${name}, ${profile}: ${own.join(', ')}`);
		}
	}
	console.log(
		`${invoices} invoices: ${refused} refused by the official rules, ${tooLax} of these passed by the check`,
	);
	if (tooLax > 0) process.exitCode = 1;
}

void run();
