import { hasOwnText, type Layout, type Mark } from './layout';
import { escapeAttribute, escapeText } from './text';
import type { Each, Value } from './tree';

/** A text to fill in, with the markup that is written only together with it. */
export interface Slot<S> {
	kind: 'slot';
	value: Value<S>;
	inAttribute: boolean;
	before: string;
	after: string;
	/** Without this text the part around it is not written either. */
	decides: boolean;
}

/** Markup that may vanish as a whole. */
export interface Part<S> {
	kind: 'part';
	/** Vanishes also when no value was written inside. */
	optional: boolean;
	segments: Array<Segment<S>>;
}

export interface Repeat<S> {
	kind: 'repeat';
	each: Each<S>;
	segments: Array<Segment<S>>;
}

export type Segment<S> = string | Slot<S> | Part<S> | Repeat<S>;

/** Turns a layout into what is stamped: markup joined, texts that never change already escaped. */
export function toSegments<S>(layout: Layout<S>): Array<Segment<S>> {
	const reader = new LayoutReader(layout);
	const segments = reader.read();
	if (!reader.atEnd) throw new Error('A part is closed that was never opened');
	return segments;
}

class LayoutReader<S> {
	private position = 0;

	constructor(private readonly layout: Layout<S>) {}

	get atEnd(): boolean {
		return this.position === this.layout.length;
	}

	/** Reads up to the end, or to the mark that closes the part being read. */
	read(): Array<Segment<S>> {
		const segments: Array<Segment<S>> = [];
		for (; !this.atEnd; this.position++) {
			const part = this.layout[this.position];
			if (typeof part === 'string') append(segments, part);
			else if (part.kind === 'close') break;
			else if (part.kind === 'open') segments.push(this.readGroup(part.group));
			else if (part.kind === 'value') this.addSlot(segments, part);
			else append(segments, escapeLiteral(part));
		}
		return segments;
	}

	private readGroup(group: Extract<Mark<S>, { kind: 'open' }>['group']): Segment<S> {
		this.position++;
		const segments = this.read();
		if (this.atEnd) throw new Error('Rows cannot stand inside a part that may vanish or repeat');
		if (group.kind === 'each') return { kind: 'repeat', each: group, segments };
		if (group.kind === 'rows') throw new Error('Rows cannot stand inside a part that repeats');
		const optional = group.optional === true;
		return (
			(!optional && hasOwnText(group) && asSlot(segments)) || { kind: 'part', optional, segments }
		);
	}

	/** An attribute without a value vanishes with its name: the markup ` name="` and `"` joins the slot. */
	private addSlot(segments: Array<Segment<S>>, mark: Extract<Mark<S>, { kind: 'value' }>): void {
		const slot: Slot<S> = {
			kind: 'slot',
			value: mark.value,
			inAttribute: mark.place === 'attribute',
			before: '',
			after: '',
			decides: mark.place === 'text',
		};
		if (slot.inAttribute) {
			const markup = segments.pop() as string;
			const nameStart = markup.lastIndexOf(' ');
			append(segments, markup.slice(0, nameStart));
			slot.before = markup.slice(nameStart);
			slot.after = '"';
			this.layout[this.position + 1] = (this.layout[this.position + 1] as string).slice(1);
		}
		segments.push(slot);
	}
}

/** `<name>`, text, `</name>` is one slot: the shape of nearly every field of a row. */
function asSlot<S>(segments: Array<Segment<S>>): Slot<S> | undefined {
	const [before, slot, after] = segments;
	if (segments.length !== 3 || typeof before !== 'string' || typeof after !== 'string') return;
	if (typeof slot === 'string' || slot.kind !== 'slot' || slot.inAttribute) return;
	return { ...slot, before, after, decides: false };
}

function append<S>(segments: Array<Segment<S>>, markup: string): void {
	const last = segments.length - 1;
	if (typeof segments[last] === 'string') segments[last] += markup;
	else if (markup !== '') segments.push(markup);
}

function escapeLiteral<S>({ text, place }: Extract<Mark<S>, { kind: 'literal' }>): string {
	return place === 'attribute' ? escapeAttribute(text) : escapeText(text);
}
