import { readFileSync } from 'node:fs';
import { join } from 'node:path';

type Json = Record<string, unknown>;

interface WorkflowFile {
	nodes: Array<{ name: string; parameters: { jsCode?: string } }>;
}

/**
 * Runs the text of a Code node of a shipped workflow on given data. Of n8n's Code node,
 * what the workflows use is there: `all()` and `first()` of `$input` and `$('Node')`, and `$('Node').isExecuted`.
 *
 * @param outputs what the nodes that it refers to put out, as JSON
 */
export function runCodeNode(
	file: string,
	name: string,
	{ input, outputs }: { input: Json[]; outputs: Record<string, Json[]> },
): Json[] {
	const path = join(__dirname, '../../../workflows', file);
	const { nodes } = JSON.parse(readFileSync(path, 'utf8')) as WorkflowFile;
	const code = nodes.find((node) => node.name === name)?.parameters.jsCode;
	if (!code) throw new Error(`${file} has no Code node "${name}"`);
	const items = (jsons: Json[]) => jsons.map((json) => ({ json }));
	const node = (of: string) => {
		const output = () => {
			if (!outputs[of]) throw new Error(`Node '${of}' hasn't been executed`);
			return items(outputs[of]);
		};
		return { isExecuted: of in outputs, all: output, first: () => output()[0] };
	};
	const run = new Function('$input', '$', code) as (
		input: { all(): Array<{ json: Json }>; first(): { json: Json } },
		node: (name: string) => unknown,
	) => Array<{ json: Json }>;
	return run({ all: () => items(input), first: () => items(input)[0] }, node).map(({ json }) => json);
}
