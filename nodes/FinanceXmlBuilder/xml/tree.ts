import type { Stamping } from './stamping';

/**
 * The text at one place in the XML, or undefined. An attribute without text is left out; a missing text removes its
 * element, so that absent never becomes empty.
 */
export interface Value<S> {
	kind: 'value';
	/** Names the value in errors, relative to its repetition; empty for the scope itself. */
	field: string;
	/** It is required: if absent, it is an error. */
	always?: boolean;
	of(scope: S, stamping: Stamping): string | undefined;
}

/** XML that is written unchanged; the caller is responsible for it. */
export interface Markup {
	kind: 'markup';
	xml: string;
}

/** Constant text, raw or escaped, or a value. */
export type Text<S> = string | Markup | Value<S>;

/** A CDATA section; content that it cannot hold is written around it. */
export interface CData<S> {
	kind: 'cdata';
	content: Array<Text<S>>;
}

/** Repeats its content for every scope; a nested object is a repetition of at most one. */
export interface Each<S> {
	kind: 'each';
	/** Names a scope in errors, e.g. `items[3]`. */
	step(scope: S, index: number): string;
	of(scope: S, stamping: Stamping): readonly S[];
	/** A function refers to another skeleton, so that a skeleton can contain itself. */
	content: Array<Content<S>> | (() => { stamp(scope: S, stamping: Stamping): string });
}

/** Content that is written only under a condition. */
export interface When<S> {
	kind: 'when';
	of(scope: S, stamping: Stamping): boolean;
	content: Array<Content<S>>;
}

/**
 * The place of the rows, whose number is unknown. At most one in a tree, and not inside anything that repeats or may
 * vanish.
 */
export interface Rows<S> {
	kind: 'rows';
	content: Array<Content<S>>;
}

export interface Attribute<S> {
	name: string;
	/** If one of several texts is missing, the attribute is left out. */
	value: Text<S> | Array<Text<S>>;
}

/** The literal tags of an element, instead of its name and attributes. */
export interface WrittenTags<S> {
	/** Markup, and the attributes with values, each with the text before and after its value. */
	start: Array<string | WrittenAttribute<S>>;
	end: string;
}

export interface WrittenAttribute<S> {
	before: string;
	value: Array<Text<S>>;
	after: '"' | "'";
}

/** An element; names are qualified names, declared by `xmlns` attributes as in the XML itself. */
export interface Element<S> {
	kind: 'element';
	name: string;
	attributes?: Array<Attribute<S>>;
	content: Array<Content<S>>;
	/** Left out if nothing inside it has a value. */
	optional?: boolean;
	/** White space before it, which repeats and vanishes with it. */
	lead?: string | Markup;
	written?: WrittenTags<S>;
}

/** The content of an element; a plain string is constant text. */
export type Content<S> = Text<S> | CData<S> | Each<S> | When<S> | Rows<S> | Element<S>;
