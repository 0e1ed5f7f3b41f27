import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, join } from 'node:path';

/** Where stylesheets are compiled to, and where what runs them is: neither belongs into `npm ci`. */
const CACHE = join(process.cwd(), 'node_modules/.cache/official-rules');
const PACKAGES = ['saxon-js@2.7.0', 'xslt3@2.7.0'];

interface SaxonJs {
	transform(options: {
		stylesheetInternal: unknown;
		sourceText: string;
		destination: 'serialized';
	}): { principalResult: string };
}

/** Runs compiled stylesheets. */
export class Saxon {
	private readonly saxonJs: SaxonJs;

	/** Installs it if it is missing. */
	constructor() {
		mkdirSync(CACHE, { recursive: true });
		if (!existsSync(join(CACHE, 'node_modules/xslt3'))) {
			const options = ['--no-save', '--no-audit', '--no-fund'];
			execFileSync('npm', ['install', '--prefix', CACHE, ...options, ...PACKAGES], {
				stdio: 'inherit',
			});
		}
		this.saxonJs = createRequire(join(CACHE, 'index.js'))('saxon-js') as SaxonJs;
	}

	/**
	 * The compiled stylesheet of rules, made again if its source is newer.
	 *
	 * @param change what is done to the stylesheet before
	 */
	compiled(source: string, change?: (stylesheet: string) => string): unknown {
		const name = `${basename(source, '.xslt')}${change ? `-${change.name}` : ''}`;
		const compiled = join(CACHE, `${name}.sef.json`);
		if (!existsSync(compiled) || statSync(compiled).mtimeMs < statSync(source).mtimeMs) {
			console.log(`Compiling ${source}`);
			const stylesheet = change ? join(CACHE, `${name}.xslt`) : source;
			if (change) writeFileSync(stylesheet, change(readFileSync(source, 'utf8')));
			xslt3(`-xsl:${stylesheet}`, `-export:${compiled}`, '-nogo');
		}
		return JSON.parse(readFileSync(compiled, 'utf8'));
	}

	run(stylesheetInternal: unknown, sourceText: string): string {
		const options = { stylesheetInternal, sourceText, destination: 'serialized' as const };
		return this.saxonJs.transform(options).principalResult;
	}
}

function xslt3(...options: string[]): void {
	execFileSync(join(CACHE, 'node_modules/.bin/xslt3'), options, { stdio: 'inherit' });
}
