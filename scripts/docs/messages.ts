import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

/** An error that an operator may read, or what is said of a document. `…` stands for what is filled in when it happens. */
export interface Message {
	/** Where it is thrown, from `nodes` on, e.g. `common/http/listing.ts`. */
	file: string;
	/** What is thrown, or said of a document in a run. */
	kind: 'error' | 'document';
	text: string;
	/** What to do; empty where other code says it. */
	advice: string;
}

/** Fewer words than these are no sentence to look for: it is put together from others. */
const LEAST_WORDS = 2;

/** Where a property `reason` says what became of a document; beside it stands what to do. */
const OF_DOCUMENTS = /^(DeliveryLedger\/rules|SftpDelivery\/(deliver|file))\//;

/**
 * Every `new OperatorError('…', { description: '…' })` below a folder, and every `{ reason: '…', whatToDo: '…' }` of
 * what decides about documents, as their texts stand there.
 *
 * @param nodes the folder `nodes`, as source
 */
export function readMessages(nodes: string): Message[] {
	const messages = readdirSync(nodes, { recursive: true, encoding: 'utf8' })
		.map((file) => file.replaceAll('\\', '/'))
		.filter((file) => file.endsWith('.ts'))
		.flatMap((file) => messagesOf(file, readFileSync(join(nodes, file), 'utf8')));
	return messages.sort((one, other) => key(one).localeCompare(key(other), 'en'));
}

function messagesOf(file: string, code: string): Message[] {
	const source = ts.createSourceFile(file, code, ts.ScriptTarget.Latest, true);
	const found: Message[] = [];
	const add = (kind: Message['kind'], message: ts.Expression, whatToDo?: ts.Expression) => {
		const advice = textsOf(whatToDo).filter(isSentence).map(plain);
		for (const text of textsOf(message).filter(isSentence)) {
			found.push({ file, kind, text: plain(text), advice: advice.join(' Or: ') });
		}
	};
	const visit = (node: ts.Node): void => {
		ts.forEachChild(node, visit);
		if (ts.isNewExpression(node) && node.expression.getText() === 'OperatorError') {
			const [message, options] = node.arguments ?? [];
			if (message) add('error', message, propertyOf(options, 'description'));
		}
		const reason = OF_DOCUMENTS.test(file) ? propertyOf(node, 'reason') : undefined;
		if (reason) add('document', reason, propertyOf(node, 'whatToDo'));
	};
	visit(source);
	return found;
}

function propertyOf(node: ts.Node | undefined, name: string): ts.Expression | undefined {
	if (!node || !ts.isObjectLiteralExpression(node)) return undefined;
	const property = node.properties.find((one) => one.name?.getText() === name);
	if (property && ts.isPropertyAssignment(property)) return property.initializer;
	return property && ts.isShorthandPropertyAssignment(property) ? property.name : undefined;
}

/** What a constant is made of, by its declaration that is nearest above. */
function constantOf(name: ts.Identifier): ts.Expression | undefined {
	for (let node: ts.Node = name; node; node = node.parent) {
		if (!ts.isBlock(node) && !ts.isSourceFile(node)) continue;
		for (const statement of node.statements) {
			if (!ts.isVariableStatement(statement)) continue;
			const found = statement.declarationList.declarations.find(
				(one) => ts.isIdentifier(one.name) && one.name.text === name.text,
			);
			if (found) return found.initializer;
		}
	}
	return undefined;
}

/** What an expression may say: each of the texts that it chooses from. */
function textsOf(node: ts.Expression | undefined, depth = 0): string[] {
	const of = (inner: ts.Expression | undefined) => textsOf(inner, depth + 1);
	if (!node || depth > 8) return ['…'];
	if (ts.isStringLiteralLike(node)) return [node.text];
	if (ts.isParenthesizedExpression(node)) return of(node.expression);
	// What is said where nothing else is.
	if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.BarBarToken) {
		return of(node.right);
	}
	if (ts.isConditionalExpression(node)) return [...of(node.whenTrue), ...of(node.whenFalse)];
	if (ts.isIdentifier(node)) return of(constantOf(node));
	if (ts.isTemplateExpression(node)) {
		return [node.head.text + node.templateSpans.map(({ literal }) => `…${literal.text}`).join('')];
	}
	// A text that is trimmed, or put together from lines.
	if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression)) {
		const { expression, name } = node.expression;
		if (name.text === 'trim') return of(expression);
		if (name.text === 'join' && ts.isArrayLiteralExpression(expression)) {
			return [
				expression.elements.map((one) => (ts.isSpreadElement(one) ? '…' : of(one)[0])).join(' '),
			];
		}
	}
	return ['…'];
}

function plain(text: string): string {
	return text
		.replace(/\s+/g, ' ')
		.replace(/(…[\s.]*){2,}/g, '… ')
		.trim();
}

function isSentence(text: string): boolean {
	return (text.match(/\p{L}+/gu) ?? []).length >= LEAST_WORDS;
}

/** What is searched for: the words, not what is filled in before them. */
function key({ text, file }: Message): string {
	return `${text.replace(/^[^\p{L}]+/u, '')} ${file}`;
}
