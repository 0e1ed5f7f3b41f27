import type { Stamping } from './stamping';
import type { Skeleton } from './skeleton';

/**
 * The text of one place in the XML, or undefined where there is none. An attribute without text is left
 * out; text that is missing takes its element with it, so that absent never becomes empty.
 */
export interface Value<S> {
	kind: 'value';
	/** Names the value in errors, relative to the repetition it stands in; empty for the scope itself. */
	field: string;
	of(scope: S, stamping: Stamping): string | undefined;
}

/** Repeats its content for every scope; a nested object is a repetition that happens at most once. */
export interface Each<S> {
	kind: 'each';
	/** Names a scope in errors, e.g. `items[3]`. */
	step(scope: S, index: number): string;
	of(scope: S, stamping: Stamping): readonly S[];
	/** A function refers to a skeleton made elsewhere, which lets a skeleton contain itself. */
	content: Array<Content<S>> | (() => Skeleton<S>);
}

/** Where the rows stand, of which nobody knows the number. At most one in a tree, inside no repetition. */
export interface Rows<S> {
	kind: 'rows';
	content: Array<Content<S>>;
}

/** A plain string is a value that never changes. */
export interface Attribute<S> {
	name: string;
	value: string | Value<S>;
}

/** An element; names are qualified names, declared by `xmlns` attributes as in the XML itself. */
export interface Element<S> {
	kind: 'element';
	name: string;
	attributes?: Array<Attribute<S>>;
	content: Array<Content<S>>;
	/** Left out where nothing inside it has a value. */
	optional?: boolean;
}

/** What an element holds; a plain string is text that never changes. */
export type Content<S> = string | Value<S> | Each<S> | Rows<S> | Element<S>;
