import { readFileSync } from 'node:fs';
import { join } from 'node:path';

type Json = Record<string, unknown>;

interface WorkflowFile {
	nodes: Array<{ name: string; parameters: Json }>;
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
	const code = parameterOf(file, name, 'jsCode');
	const run = new Function('$input', '$', code) as (
		input: { all(): Array<{ json: Json }>; first(): { json: Json } },
		node: (name: string) => unknown,
	) => Array<{ json: Json }>;
	const given = { all: () => items(input), first: () => items(input)[0] };
	return run(given, nodesOf(outputs)).map(({ json }) => json);
}

/** What a parameter's expression gives, which refers to the output of other nodes. */
export function evaluateParameter(
	file: string,
	name: string,
	parameter: string,
	outputs: Record<string, Json[]>,
): unknown {
	const expression = parameterOf(file, name, parameter).replace(/^=\{\{|\}\}$/g, '');
	const evaluate = new Function('$', `return (${expression})`) as (
		node: (name: string) => unknown,
	) => unknown;
	return evaluate(nodesOf(outputs));
}

function parameterOf(file: string, name: string, parameter: string): string {
	const path = join(__dirname, '../../../workflows', file);
	const { nodes } = JSON.parse(readFileSync(path, 'utf8')) as WorkflowFile;
	const text = nodes.find((node) => node.name === name)?.parameters[parameter];
	if (typeof text !== 'string') throw new Error(`${file} has no "${parameter}" in "${name}"`);
	return text;
}

function items(jsons: Json[]): Array<{ json: Json }> {
	return jsons.map((json) => ({ json }));
}

function nodesOf(outputs: Record<string, Json[]>): (name: string) => unknown {
	return (of) => {
		const output = () => {
			if (!outputs[of]) throw new Error(`Node '${of}' hasn't been executed`);
			return items(outputs[of]);
		};
		return { isExecuted: of in outputs, all: output, first: () => output()[0] };
	};
}
