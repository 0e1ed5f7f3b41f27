import { readFileSync } from 'node:fs';
import type { ProfileName } from '../../nodes/FinanceXmlBuilder/formats/ubl/profile';
import type { RuleSetName, RuleSets } from './ruleSets';
import { Saxon } from './saxon';

const RULE_SETS: Record<ProfileName, RuleSetName[]> = {
	en16931: ['en16931'],
	'peppol-bis-3': ['en16931', 'peppol'],
	'xrechnung-3.0': ['en16931', 'peppol', 'xrechnung'],
};

/** A rule that an invoice breaks, as its makers say it. */
export interface Broken {
	rule: string;
	text: string;
}

/** The rules of EN 16931, Peppol BIS Billing and XRechnung, as their makers publish them. */
export class OfficialRules {
	private readonly saxon = new Saxon();
	private readonly stylesheets = new Map<RuleSetName, unknown>();
	private readonly takenOver: ReadonlySet<string>;

	constructor(private readonly ruleSets: RuleSets) {
		const list = readFileSync(ruleSets.takenOver, 'utf8').replace(/<!--[^]*?-->/g, '');
		this.takenOver = new Set([...list.matchAll(/<r:rule>([^<]+)</g)].map(([, rule]) => rule));
	}

	/** The fatal ones that the invoice breaks; warnings refuse nothing. */
	brokenBy(xml: string, profile: ProfileName): Broken[] {
		return RULE_SETS[profile].flatMap((name) => {
			const broken = fatal(this.saxon.run(this.stylesheet(name), xml));
			return name === 'peppol' && profile === 'xrechnung-3.0'
				? broken.filter(({ rule }) => this.takenOver.has(rule))
				: broken;
		});
	}

	private stylesheet(name: RuleSetName): unknown {
		if (!this.stylesheets.has(name)) {
			const { sources, pipeline } = this.ruleSets;
			this.stylesheets.set(name, this.saxon.compiled(name, sources[name], pipeline));
		}
		return this.stylesheets.get(name);
	}
}

/** Of a report in SVRL. */
function fatal(report: string): Broken[] {
	const asserts = report.matchAll(
		/<svrl:(failed-assert|successful-report)([^>]*)>([^]*?)<\/svrl:\1>/g,
	);
	return [...asserts]
		.filter(([, , attributes]) => attributes.includes('flag="fatal"'))
		.map(([, , attributes, content]) => ({
			rule: /\bid="([^"]*)"/.exec(attributes)?.[1] ?? 'without id',
			text: content
				.replace(/<[^>]+>/g, ' ')
				.replace(/\s+/g, ' ')
				.trim(),
		}));
}
