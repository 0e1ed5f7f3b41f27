import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

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

	/** Installs it where it is not there yet. */
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

	/** The compiled stylesheet of rules, made anew where its source is newer. */
	compiled(name: string, source: string, pipeline: string): unknown {
		const compiled = join(CACHE, `${name}.sef.json`);
		if (!existsSync(compiled) || statSync(compiled).mtimeMs < statSync(source).mtimeMs) {
			console.log(`Compiling ${source}`);
			let stylesheet = source;
			if (source.endsWith('.sch')) {
				stylesheet = join(CACHE, `${name}.xslt`);
				xslt3(`-xsl:${pipeline}`, `-s:${source}`, `-o:${stylesheet}`);
			}
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
