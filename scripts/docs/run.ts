import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { filled, readSources } from './generated';

/** `npm run docs`: updates the generated parts of the pages in docs. */
async function run(): Promise<void> {
	const project = process.cwd();
	const workflows = readdirSync(join(project, 'workflows')).filter((name) =>
		name.endsWith('.json'),
	);
	const sources = await readSources(join(__dirname, '../..'), project, workflows);
	const pages = readdirSync(join(project, 'docs'), { recursive: true, encoding: 'utf8' });
	for (const page of pages.filter((name) => name.endsWith('.md'))) {
		const path = join(project, 'docs', page);
		const before = readFileSync(path, 'utf8');
		const after = filled(before, sources);
		if (after === before) continue;
		writeFileSync(path, after);
		console.log(`docs/${page}`);
	}
}

void run();
