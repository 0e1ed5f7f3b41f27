/**
 * A Schematron stylesheet in which every rule runs. Normally, if several rules of a pattern have the same context, only
 * the first runs, so that the others never refuse anything. Here, each rule is its own pattern, whose mode goes through
 * the whole document.
 */
export function withEveryRule(stylesheet: string): string {
	const modes = new Map<string, string[]>();
	const rules = stylesheet.replace(
		/<xsl:template match="[^"]*" mode="(M\d+)" priority="(\d{4})">[^]*?<\/xsl:template>/g,
		(template, mode: string, priority: string) => {
			const own = `${mode}-${priority}`;
			modes.set(mode, [...(modes.get(mode) ?? []), own]);
			return template.replaceAll(`mode="${mode}"`, `mode="${own}"`);
		},
	);
	const all = [...modes.values()].flat();
	if (all.length === 0) throw new Error('The stylesheet has no rules as they are looked for');
	return rules
		.replace(/<xsl:apply-templates mode="(M\d+)" select="\/" \/>/g, (_, mode: string) =>
			(modes.get(mode) ?? [])
				.map((own) => `<xsl:apply-templates mode="${own}" select="/" />`)
				.join(''),
		)
		.replace('</xsl:stylesheet>', `${all.map(throughTheDocument).join('')}</xsl:stylesheet>`);
}

function throughTheDocument(mode: string): string {
	return `<xsl:template match="text()" mode="${mode}" priority="-1" /><xsl:template match="@*|node()" mode="${mode}" priority="-2"><xsl:apply-templates mode="${mode}" select="*" /></xsl:template>`;
}
