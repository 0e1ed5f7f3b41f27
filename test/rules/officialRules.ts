import type { ProfileName } from '../../nodes/FinanceXmlBuilder/formats/ubl/profile';
import { withEveryRule } from './everyRule';
import { pathOf, type Release, RELEASES_OF } from './releases';
import { Saxon } from './saxon';

/** A rule that an invoice breaks, as its makers say it. */
export interface Broken {
	rule: string;
	text: string;
}

/** The rules as their makers release them. */
export class OfficialRules {
	private readonly saxon = new Saxon();
	private readonly stylesheets = new Map<string, unknown>();

	/** @param folder below which the releases are */
	constructor(private readonly folder: string) {}

	/** The fatal ones that the invoice breaks, of every file of its profile's releases; warnings refuse nothing. */
	brokenBy(xml: string, profile: ProfileName): Broken[] {
		return RELEASES_OF[profile].flatMap((release: Release) =>
			release.files.flatMap((file) => this.brokenOf(file, release, xml)),
		);
	}

	/** Rules that cannot read the invoice refuse it, too. */
	private brokenOf(file: string, release: Release, xml: string): Broken[] {
		const stylesheet = this.stylesheet(file, release);
		try {
			return fatal(this.saxon.run(stylesheet, xml));
		} catch (error) {
			return [{ rule: 'cannot be run', text: error instanceof Error ? error.message : '' }];
		}
	}

	private stylesheet(file: string, { everyRule }: Release): unknown {
		if (!this.stylesheets.has(file)) {
			const path = pathOf(this.folder, file);
			const change = everyRule ? withEveryRule : undefined;
			this.stylesheets.set(file, this.saxon.compiled(path, change));
		}
		return this.stylesheets.get(file);
	}
}

/** Of a report in SVRL. A rule that does not say how grave it is refuses. */
function fatal(report: string): Broken[] {
	const asserts = report.matchAll(
		/<svrl:(failed-assert|successful-report)([^>]*)>([^]*?)<\/svrl:\1>/g,
	);
	return [...asserts]
		.filter(([, , attributes]) => !/flag="(warning|information)"/.test(attributes))
		.map(([, , attributes, content]) => ({
			rule: /\bid="([^"]*)"/.exec(attributes)?.[1] ?? 'without id',
			text: content
				.replace(/<[^>]+>/g, ' ')
				.replace(/\s+/g, ' ')
				.trim(),
		}));
}
