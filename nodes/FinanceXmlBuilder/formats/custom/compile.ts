import { mayLackText } from '../../xml/layout';
import type { Attribute, Content, Element, WrittenTags } from '../../xml/tree';
import {
	type Directives,
	applyDirectives,
	isDeclaration,
	isGroup,
	isOurs,
	readDirectives,
} from './directives';
import { pathToRows } from './aroundRows';
import { compileText, markup } from './filledText';
import type { CheckedPath } from './knownPaths';
import { NAMESPACE } from './namespace';
import { Names } from './templateNames';
import { Piece } from './piece';
import type { Scope } from './scope';
import type {
	Span,
	TemplateAttribute,
	TemplateDocument,
	TemplateElement,
	TemplateNode,
} from './template';

export interface CompileOptions {
	/** Whether quotes, references, CDATA sections and white space in tags stay as in the source. */
	keepAsWritten: boolean;
	keepComments: boolean;
}

export interface CompiledTemplate {
	/** The root element, and everything before and after it, including the declaration. */
	content: Array<Content<Scope>>;
	/** From the root element to the rows, if there are any. */
	pathToRows?: ReadonlyArray<Content<Scope>>;
	/** The paths that only the item can confirm. */
	unsure: readonly CheckedPath[];
}

/**
 * Compiles a template into the tree for the layout, once.
 *
 * @throws OperatorError with line, column, the line itself, the mistake and a suggestion
 */
export function compileTemplate(
	template: TemplateDocument,
	options: CompileOptions,
): CompiledTemplate {
	return new Compiler(template, options).compile();
}

/** The context of an element. */
interface Place {
	names: Names;
	/** Why the rows cannot be here, if so. */
	noRows?: string;
}

class Compiler {
	private readonly source: string;
	private rows?: TemplateElement;

	constructor(
		private readonly template: TemplateDocument,
		private readonly options: CompileOptions,
	) {
		this.source = template.source;
	}

	compile(): CompiledTemplate {
		const { source, template } = this;
		const { root } = template;
		const names = Names.outermost();
		const directives = readDirectives(root, source, names);
		if (directives.isRow || directives.repetition || directives.conditions.length > 0) {
			throw this.at(root).mistake('the root element is written exactly once');
		}
		if (isGroup(root, source)) throw this.at(root).mistake('the root element must be your own');
		const element = this.element(root, directives, { names });
		if (element.optional || mayLackText(element)) {
			throw this.at(root).mistake('the root element cannot be left out; remove "optional"');
		}
		const before = this.around({ start: 0, end: root.at.start });
		const behind = this.around({ start: root.at.end, end: source.length });
		return {
			content: [markup(before), element, markup(behind)],
			pathToRows: this.rows && pathToRows([element]),
			unsure: names.unsurePaths(),
		};
	}

	/** The parts outside the root: declaration, white space, comments and processing instructions. */
	private around({ start, end }: Span): string {
		const { before, behind } = this.template;
		let [xml, from] = ['', start];
		for (const { kind, at } of [...before, ...behind]) {
			if (kind !== 'comment' || this.options.keepComments) continue;
			if (at.start < start || at.end > end) continue;
			xml += this.source.slice(from, at.start).trimEnd();
			from = at.end;
		}
		return xml + this.source.slice(from, end);
	}

	private children(children: readonly TemplateNode[], place: Place): Array<Content<Scope>> {
		const contents: Array<Content<Scope>> = [];
		for (const [index, node] of children.entries()) {
			const next = children[index + 1];
			if (this.isSpace(node)) {
				// The space before an element belongs to it, and so does the space before a dropped comment.
				if (next?.kind === 'element') continue;
				if (next?.kind === 'comment' && !this.options.keepComments) continue;
			}
			switch (node.kind) {
				case 'element':
					contents.push(...this.anyElement(node, children[index - 1], place));
					break;
				case 'text':
					for (const text of this.text(node.text, node.at, place)) contents.push(text);
					break;
				case 'cdata': {
					const at = { start: node.at.start + '<![CDATA['.length, end: node.at.end - ']]>'.length };
					const piece = Piece.of(this.source, node.text, at, false);
					const content = compileText(piece, place.names, this.options.keepAsWritten);
					contents.push({ kind: 'cdata', content });
					break;
				}
				case 'comment':
					if (this.options.keepComments) contents.push(markup(this.slice(node.at)));
					break;
				case 'instruction':
					contents.push(markup(this.slice(node.at)));
			}
		}
		return contents;
	}

	private anyElement(
		node: TemplateElement,
		previous: TemplateNode | undefined,
		place: Place,
	): Array<Content<Scope>> {
		const { source } = this;
		const directives = readDirectives(node, source, place.names);
		if (directives.isRow) this.claimRows(node, place);
		const element = isGroup(node, source)
			? this.group(node, directives, place)
			: this.element(node, directives, place);
		if (previous && this.isSpace(previous) && !isGroup(node, source)) {
			element.lead = markup(this.slice(previous.at));
		}
		return applyDirectives(directives, [element]);
	}

	private claimRows(node: TemplateElement, { noRows }: Place): void {
		if (noRows) throw this.at(node).mistake(`the rows cannot be here: ${noRows}`);
		if (this.rows) {
			throw this.at(node).mistake(
				`the rows are already in line ${this.at(this.rows).line()}; they are read only once`,
			);
		}
		this.rows = node;
	}

	private element(node: TemplateElement, directives: Directives, outer: Place): Element<Scope> {
		const { names, optional } = directives;
		const { name, attributes, children } = node;
		const written = attributes.filter((attribute) => !isOurs(attribute));
		const hadRows = this.rows;
		const element: Element<Scope> = {
			kind: 'element',
			name,
			content: this.children(children, this.inside(directives, outer)),
			optional,
			...(this.options.keepAsWritten
				? { written: this.tags(node, names) }
				: { attributes: written.map((attribute) => this.attribute(attribute, names)) }),
		};
		for (const attribute of attributes) this.checkDeclaration(attribute);
		this.checkRows(node, element, this.rows !== hadRows && !directives.isRow);
		return element;
	}

	/** An element without tags. */
	private group(node: TemplateElement, directives: Directives, outer: Place): Element<Scope> {
		const { children } = node;
		const last = children.at(-1);
		const inner = last && this.isSpace(last) ? children.slice(0, -1) : children;
		const hadRows = this.rows;
		const element: Element<Scope> = {
			kind: 'element',
			name: node.name,
			content: this.children(inner, this.inside(directives, outer)),
			optional: directives.optional,
			written: { start: [], end: '' },
		};
		this.checkRows(node, element, this.rows !== hadRows && !directives.isRow);
		return element;
	}

	private inside({ isRow, repetition, names }: Directives, { noRows }: Place): Place {
		if (isRow) return { names, noRows: 'the element is inside a row' };
		return { names, noRows: repetition ? 'the element around them repeats' : noRows };
	}

	/** Rows are streamed, so the elements around them must be decided before the first row. */
	private checkRows(node: TemplateElement, element: Element<Scope>, hasRows: boolean): void {
		if (!hasRows) return;
		if (element.optional) {
			throw this.at(node).mistake(
				'an element around the rows cannot be "optional"; use if="rows" to leave it out if there are none',
			);
		}
		if (mayLackText(element)) {
			throw this.at(node).mistake('an element around the rows cannot have an optional text');
		}
	}

	private attribute({ name, value, valueAt }: TemplateAttribute, names: Names): Attribute<Scope> {
		if (isDeclaration(name)) return { name, value };
		return { name, value: compileText(Piece.of(this.source, value, valueAt), names, false) };
	}

	private checkDeclaration({ name, value, valueAt }: TemplateAttribute): void {
		if (!isDeclaration(name)) return;
		const piece = Piece.of(this.source, value, valueAt);
		if (value.includes('${')) {
			throw piece.mistake('a namespace never changes, so it cannot have a placeholder');
		}
		if (/^urn:telecom-finance/i.test(value.trim()) && value.trim() !== NAMESPACE) {
			throw piece.mistake(`"${value}" is not our namespace; did you mean "${NAMESPACE}"?`);
		}
	}

	/** The source's tags, without our attributes and with gaps for values. */
	private tags(
		{ startTag, endTag, attributes }: TemplateElement,
		names: Names,
	): WrittenTags<Scope> {
		const start: WrittenTags<Scope>['start'] = [];
		let from = startTag.start;
		for (const attribute of attributes) {
			const { at, valueAt, value } = attribute;
			const isFilled = value.includes('${') && !isDeclaration(attribute.name);
			if (!isOurs(attribute) && !isFilled) continue;
			const before = this.source.slice(from, at.start);
			const space = before.length - before.trimEnd().length;
			start.push(before.trimEnd());
			if (!isOurs(attribute)) {
				start.push({
					before: this.source.slice(at.start - space, valueAt.start),
					value: compileText(Piece.of(this.source, value, valueAt), names, true),
					after: this.source[valueAt.end] === "'" ? "'" : '"',
				});
			}
			from = at.end;
		}
		start.push(this.source.slice(from, startTag.end));
		return { start, end: endTag ? this.slice(endTag) : '' };
	}

	private text(text: string, at: Span, { names }: Place): Array<Content<Scope>> {
		return compileText(Piece.of(this.source, text, at), names, this.options.keepAsWritten);
	}

	/** Plain white space; a reference to a space is intentional and does not count. */
	private isSpace(node: TemplateNode): boolean {
		return node.kind === 'text' && /^[ \t\r\n]*$/.test(this.slice(node.at));
	}

	private slice({ start, end }: Span): string {
		return this.source.slice(start, end);
	}

	private at({ name, startTag }: TemplateElement): Piece {
		return Piece.of(this.source, name, { start: startTag.start + 1, end: startTag.end });
	}
}
