import { layOut, type Layout, xmlDeclaration } from './layout';
import {
	type Condition,
	type Part,
	type Repeat,
	type Segment,
	type Slot,
	toSegments,
} from './segments';
import type { Stamping } from './stamping';
import type { Content, Element } from './tree';

/** XML that is laid out once and stamped with values as often as needed. */
export interface Skeleton<S> {
	stamp(scope: S, stamping: Stamping): string;
}

/** A file with rows: first its head, then each row, then its tail. */
export interface FileSkeleton<S> {
	head: Skeleton<S>;
	row: Skeleton<S>;
	tail: Skeleton<S>;
}

/** Compiles an element for use inside other XML, whose namespaces it shares. */
export function compileElement<S>(root: Element<S>): Skeleton<S> {
	return skeleton(layOut([root]));
}

/** Compiles a complete XML file with its declaration. A tree without `rows` is all head. */
export function compileFile<S>(root: Element<S>): FileSkeleton<S> {
	return fileSkeleton([xmlDeclaration(), ...layOut([root])]);
}

/** Compiles a complete XML file from its parts: declaration, root element, and everything around it. */
export function compileContents<S>(contents: ReadonlyArray<Content<S>>): FileSkeleton<S> {
	return fileSkeleton(layOut(contents));
}

function fileSkeleton<S>(layout: Layout<S>): FileSkeleton<S> {
	const begin = layout.findIndex(
		(part) => typeof part !== 'string' && part.kind === 'open' && part.group.kind === 'rows',
	);
	if (begin < 0) return { head: skeleton(layout), row: skeleton([]), tail: skeleton([]) };
	const end = closingOf(layout, begin);
	return {
		head: skeleton(layout.slice(0, begin)),
		row: skeleton(layout.slice(begin + 1, end)),
		tail: skeleton(layout.slice(end + 1)),
	};
}

function closingOf<S>(layout: Layout<S>, opening: number): number {
	let depth = 0;
	return layout.findIndex((part, index) => {
		if (index < opening || typeof part === 'string') return false;
		if (part.kind === 'open') depth++;
		else if (part.kind === 'close') depth--;
		return depth === 0 && part.kind === 'close';
	});
}

function skeleton<S>(layout: Layout<S>): Skeleton<S> {
	const segments = toSegments(layout);
	return { stamp: (scope, stamping) => stampAll(segments, scope, stamping) ?? '' };
}

/** The joined segments, or undefined if a required text is missing. */
function stampAll<S>(
	segments: ReadonlyArray<Segment<S>>,
	scope: S,
	stamping: Stamping,
): string | undefined {
	let xml = '';
	for (const segment of segments) {
		if (typeof segment === 'string') {
			xml += segment;
		} else if (segment.kind === 'slot') {
			const text = stampSlot(segment, scope, stamping);
			if (text !== undefined) xml += text;
			else if (segment.decides) return undefined;
		} else if (segment.kind === 'part') {
			xml += stampPart(segment, scope, stamping);
		} else if (segment.kind === 'condition') {
			xml += stampCondition(segment, scope, stamping);
		} else {
			xml += stampRepeat(segment, scope, stamping);
		}
	}
	return xml;
}

function stampSlot<S>(slot: Slot<S>, scope: S, stamping: Stamping): string | undefined {
	const { value, place, before, after } = slot;
	const text = value.of(scope, stamping);
	if (text === undefined) return undefined;
	stamping.written++;
	return before + stamping.text.at(place, text, value.field, stamping) + after;
}

/** A vanished part does not count as written: the part around it may vanish, too. */
function stampPart<S>({ optional, segments }: Part<S>, scope: S, stamping: Stamping): string {
	const writtenBefore = stamping.written;
	const xml = stampAll(segments, scope, stamping);
	if (xml === undefined) stamping.written = writtenBefore;
	return xml === undefined || (optional && stamping.written === writtenBefore) ? '' : xml;
}

function stampCondition<S>({ when, segments }: Condition<S>, scope: S, stamping: Stamping): string {
	return when.of(scope, stamping) ? (stampAll(segments, scope, stamping) ?? '') : '';
}

function stampRepeat<S>({ each, segments }: Repeat<S>, scope: S, stamping: Stamping): string {
	const scopes = each.of(scope, stamping);
	if (scopes.length === 0) return '';
	const outerPath = stamping.path;
	const prefix = outerPath === '' ? '' : `${outerPath}.`;
	const { content } = each;
	let xml = '';
	scopes.forEach((one, index) => {
		stamping.path = prefix + each.step(one, index);
		xml +=
			typeof content === 'function'
				? content().stamp(one, stamping)
				: (stampAll(segments, one, stamping) ?? '');
	});
	stamping.path = outerPath;
	return xml;
}
