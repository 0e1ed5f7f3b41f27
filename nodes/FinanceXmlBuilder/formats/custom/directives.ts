import { OperatorError } from '../../../common/errors';
import type { Content, Each, Rows } from '../../xml/tree';
import { type Condition, parseCondition } from './condition';
import { NAMESPACE } from './namespace';
import type { Names } from './templateNames';
import { didYouMean } from './nearest';
import { type Path, parsePath } from './path';
import { Piece } from './piece';
import { type Scope, lookUp } from './scope';
import type { TemplateAttribute, TemplateElement } from './template';

/** Our element around several others; it is not written itself. */
const GROUP = 'group';

const DIRECTIVES = ['each', 'if', 'unless', 'optional'] as const;

/** Our attributes on an element. */
export interface Directives {
	/** The element is written for each row. */
	isRow: boolean;
	/** The element is written for each entry of a list. */
	repetition?: Repetition;
	/** The element is written only if all of them hold. */
	conditions: Condition[];
	/** The element is left out if nothing in it has a value. */
	optional: boolean;
	/** The roots of paths inside the element. */
	names: Names;
}

interface Repetition {
	path: Path;
	entryName: string;
	/** A missing list counts as empty. */
	optional: boolean;
}

/** Whether an element is our group; other elements in our namespace are refused. */
export function isGroup(element: TemplateElement, source: string): boolean {
	if (element.uri !== NAMESPACE) return false;
	const { name, local, startTag, attributes } = element;
	const at = Piece.of(source, name, { start: startTag.start + 1, end: startTag.end });
	if (local !== GROUP) {
		throw at.mistake(`there is no element <${name}>, only ${name.replace(local, GROUP)}`);
	}
	const other = attributes.find((attribute) => !isOurs(attribute));
	if (other) {
		const place = Piece.of(source, other.name, other.at);
		const meant = (DIRECTIVES as readonly string[]).includes(other.name)
			? `; our attributes have the prefix of "${NAMESPACE}", like t:${other.name}`
			: '';
		throw place.mistake(
			`<${name}> is not written itself, so "${other.name}" would be lost${meant}`,
		);
	}
	if (!attributes.some(({ uri }) => uri === NAMESPACE)) {
		throw at.mistake(`<${name}> needs each, if, unless or optional, otherwise it does nothing`);
	}
	return true;
}

/** Whether an attribute is ours and not written: a directive, or the declaration of our namespace. */
export function isOurs({ name, uri, value }: TemplateAttribute): boolean {
	return uri === NAMESPACE || (isDeclaration(name) && value.trim() === NAMESPACE);
}

export function isDeclaration(name: string): boolean {
	return name === 'xmlns' || name.startsWith('xmlns:');
}

/** @param names valid at the element */
export function readDirectives(element: TemplateElement, source: string, names: Names): Directives {
	const given = new Map<string, Piece>();
	for (const attribute of element.attributes) {
		const { name, local, uri, value, at, valueAt } = attribute;
		if (uri !== NAMESPACE) continue;
		if (!(DIRECTIVES as readonly string[]).includes(local)) {
			const known = DIRECTIVES.map((directive) => name.replace(local, directive));
			throw Piece.of(source, name, at).mistake(
				`there is no "${name}", only ${known.join(', ')}${didYouMean(name, known)}`,
			);
		}
		given.set(local, Piece.of(source, value, valueAt));
	}
	const [each, onlyIf, unless, optional] = DIRECTIVES.map((name) => given.get(name));
	if (optional && optional.text.trim() !== 'yes') {
		throw optional.mistake(`"optional" must be "yes" or absent`);
	}
	const isRow = each?.text.trim() === 'rows';
	const repetition = each && !isRow ? parseRepetition(each, names) : undefined;
	const inside = isRow
		? names.withRow()
		: repetition
			? names.withEntry(repetition.entryName, repetition.path)
			: names;
	const conditions: Condition[] = [];
	if (onlyIf) conditions.push(parseCondition(onlyIf, inside));
	if (unless) {
		const holds = parseCondition(unless, inside);
		conditions.push((scope, stamping) => !holds(scope, stamping));
	}
	return { isRow, repetition, conditions, optional: optional !== undefined, names: inside };
}

const EACH =
	/^\s*(?<path>\S(?:[^|]*?\S)?)(?:\s+as\s+(?<name>\S+))?\s*(?:\|\s*(?<optional>optional)\s*)?$/;

function parseRepetition(piece: Piece, names: Names): Repetition {
	const groups = EACH.exec(piece.text)?.groups;
	if (!groups) {
		throw piece.mistake(
			`"${piece.text}" is not a repetition like "rows", "document.items as line" or "line.parts as part | optional"`,
		);
	}
	const { path: pathText, name: entryName = 'item', optional } = groups;
	if (/^rows?$/i.test(pathText)) throw piece.mistake(`for each row, write "rows" alone`);
	const start = piece.text.indexOf(pathText);
	const path = parsePath(piece.slice(start, start + pathText.length));
	names.use(path);
	if (!/^[A-Za-z_]\w*$/.test(entryName)) {
		throw piece.mistake(`"${entryName}" is not a name for an entry; use letters and digits`);
	}
	if (names.isTaken(entryName)) {
		throw piece.mistake(`"${entryName}" already has a meaning here; choose another name`);
	}
	return { path, entryName, optional: optional !== undefined };
}

/** The content, repeated and under the conditions of the directives. */
export function applyDirectives(
	{ isRow, repetition, conditions }: Directives,
	content: Array<Content<Scope>>,
): Array<Content<Scope>> {
	let inner = content;
	if (conditions.length > 0) {
		const holdAll: Condition = (scope, stamping) =>
			conditions.every((holds) => holds(scope, stamping));
		inner = [{ kind: 'when', of: holdAll, content: inner }];
	}
	if (isRow) return [{ kind: 'rows', content: inner } satisfies Rows<Scope>];
	return repetition ? [repeat(repetition, inner)] : inner;
}

function repeat(
	{ path, entryName, optional }: Repetition,
	content: Array<Content<Scope>>,
): Each<Scope> {
	return {
		kind: 'each',
		step: (_, index) => `${path.text}[${index}]`,
		of: (scope, stamping) => {
			const list = lookUp(path, scope, stamping);
			if (Array.isArray(list)) {
				return list.map((value: unknown, index) => ({
					...scope,
					entries: { ...scope.entries, [entryName]: { value, number: index + 1 } },
				}));
			}
			if (optional && (list === undefined || list === null || list === '')) return [];
			throw new OperatorError(`${stamping.label(path.text)} is not a list`, {
				description: `${path.piece.place()} repeats it. Correct the path, or write "| optional" after it if the list may be missing.`,
			});
		},
		content,
	};
}
