import { layOut, type Layout } from './layout';
import { type Part, type Repeat, type Segment, type Slot, toSegments } from './segments';
import type { Stamping } from './stamping';
import type { Element } from './tree';

/** XML laid out once, to be stamped with values as often as needed. */
export interface Skeleton<S> {
	stamp(scope: S, stamping: Stamping): string;
}

/** A file around rows: its head is written first, then each row, then its tail. */
export interface FileSkeleton<S> {
	head: Skeleton<S>;
	row: Skeleton<S>;
	tail: Skeleton<S>;
}

/** Compiles an element that is written into other XML and takes over its namespaces. */
export function compileElement<S>(root: Element<S>): Skeleton<S> {
	return skeleton(layOut(root, false));
}

/** Compiles a whole XML file. A tree without a `rows` content is all head. */
export function compileFile<S>(root: Element<S>): FileSkeleton<S> {
	const layout = layOut(root, true);
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

/** The segments joined, or undefined where a text is missing that decides about all of them. */
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
		} else {
			xml += stampRepeat(segment, scope, stamping);
		}
	}
	return xml;
}

function stampSlot<S>(slot: Slot<S>, scope: S, stamping: Stamping): string | undefined {
	const { value, inAttribute, before, after } = slot;
	const text = value.of(scope, stamping);
	if (text === undefined) return undefined;
	stamping.written++;
	return (
		before +
		(inAttribute
			? stamping.text.inAttribute(text, value.field, stamping)
			: stamping.text.between(text, value.field, stamping)) +
		after
	);
}

function stampPart<S>({ optional, segments }: Part<S>, scope: S, stamping: Stamping): string {
	const writtenBefore = stamping.written;
	const xml = stampAll(segments, scope, stamping) ?? '';
	return optional && stamping.written === writtenBefore ? '' : xml;
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
