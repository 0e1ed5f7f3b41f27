import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import ts from 'typescript';
import { cpuMilliseconds } from '../support/cpuTime';

/**
 * These match text from vendors, servers and operators. An expression that restarts at each position takes 10 s for
 * 100,000 characters, during which n8n does nothing else.
 */
const ROOT = join(__dirname, '../..');
const LENGTH = 100_000;

/** Linear ones take up to 100 ms here, quadratic ones 10 s and more. */
const MOST_MS = 2000;

/** Texts that repeat one of these and end with a mismatch. */
const REPEATED = [
	...' \t\n/\\"\'.-_%<>&{}[](),;:=@#?!*+~|$^`',
	...['1', '0', 'a', 'A', 'é', '😀', '\u0000', '\u2028', '\ud800'],
	...['1.', '1,', 'a ', ' a', 'A_', 'a.', 'a:', 'a@', '\\"', '"\\', "''", '{{', '}}', '[]', '()'],
	...['%2f', '%2F', '&amp;', 'e1', '1e', '-1', '1-', '</a>', '<a ', 'http://', 'CERT', 'ERR_TLS'],
	...[';filename="', '; filename*=', '; filename = ', "utf-8''", 'app ', 'login ', 'x@y.z '],
	...['2023-06-30T00:00:00.', '-----BEGIN ', '={{ ', 'a="b" ', 'YYYY', '[T', 'Z_', '__', '..'],
];

const texts = REPEATED.flatMap((part) => {
	const text = part.repeat(Math.ceil(LENGTH / part.length));
	return [text, `${text}\u0001`, `1${text}x`, `"${text}`];
});

const sources = ['nodes', 'credentials']
	.flatMap((folder) =>
		readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' }).map((name) =>
			join(ROOT, folder, name),
		),
	)
	.filter((path) => path.endsWith('.ts'));

/** The literals of a file, with their lines. */
function literalsOf(path: string): Array<[where: string, literal: string]> {
	const file = ts.createSourceFile(
		path,
		readFileSync(path, 'utf8'),
		ts.ScriptTarget.ES2022,
		true,
		ts.ScriptKind.TS,
	);
	const found: Array<[string, string]> = [];
	const visit = (node: ts.Node): void => {
		if (ts.isRegularExpressionLiteral(node)) {
			const { line } = file.getLineAndCharacterOfPosition(node.getStart());
			found.push([`${relative(ROOT, path)}:${line + 1}`, node.text]);
		}
		ts.forEachChild(node, visit);
	};
	visit(file);
	return found;
}

function expressionOf(literal: string): RegExp {
	const end = literal.lastIndexOf('/');
	return new RegExp(literal.slice(1, end), literal.slice(end + 1));
}

const literals = sources.flatMap(literalsOf);

it('finds the regular expressions of nodes and credentials', () => {
	expect(literals.length).toBeGreaterThan(100);
});

it.each(literals)('%s %s takes time in proportion to the text', (_, literal) => {
	const expression = expressionOf(literal);
	const slow = texts.find((text) => cpuMilliseconds(() => text.replace(expression, '')) > MOST_MS);
	expect(slow?.slice(0, 20)).toBeUndefined();
});
