import type { Group, Layout } from './layout';
import type { Place } from './text';
import type { Each, Value, When } from './tree';

/** A text to fill in, with the markup that is written only together with it. */
export interface Slot<S> {
	kind: 'slot';
	value: Value<S>;
	place: Place;
	before: string;
	after: string;
	/** Without this text, its part is not written either. */
	decides: boolean;
}

/** Markup that may vanish as a whole. */
export interface Part<S> {
	kind: 'part';
	/** Also vanishes if no value was written inside. */
	optional: boolean;
	segments: Array<Segment<S>>;
}

export interface Condition<S> {
	kind: 'condition';
	when: When<S>;
	segments: Array<Segment<S>>;
}

export interface Repeat<S> {
	kind: 'repeat';
	each: Each<S>;
	segments: Array<Segment<S>>;
}

export type Segment<S> = string | Slot<S> | Part<S> | Condition<S> | Repeat<S>;

/** Turns a layout into segments for stamping: joined markup, and each value with its markup. */
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

	/** Reads to the end, or to the mark that closes the current part. */
	read(): Array<Segment<S>> {
		const segments: Array<Segment<S>> = [];
		let markup: string[] = [];
		const add = (segment: Segment<S>): void => {
			if (markup.length > 0) segments.push(markup.join(''));
			markup = [];
			segments.push(segment);
		};
		for (; !this.atEnd; this.position++) {
			const part = this.layout[this.position];
			if (typeof part === 'string') markup.push(part);
			else if (part.kind === 'close') break;
			else if (part.kind === 'open') add(this.readGroup(part.group));
			else add({ ...part, kind: 'slot', before: '', after: '', decides: true });
		}
		if (markup.length > 0) segments.push(markup.join(''));
		return segments;
	}

	private readGroup(group: Group<S>): Segment<S> {
		this.position++;
		const segments = this.read();
		if (this.atEnd) throw new Error('Rows cannot be inside a part that may vanish or repeat');
		switch (group.kind) {
			case 'each':
				return { kind: 'repeat', each: group, segments };
			case 'when':
				return { kind: 'condition', when: group, segments };
			case 'rows':
				throw new Error('Rows cannot be inside a part that may vanish or repeat');
			case 'part': {
				const { optional } = group;
				return (!optional && asSlot(segments)) || { kind: 'part', optional, segments };
			}
		}
	}
}

/** `<name>`, text, `</name>` is one slot: the shape of almost every field of a row; so is ` name="`, text, `"`. */
function asSlot<S>(segments: Array<Segment<S>>): Slot<S> | undefined {
	const [before, slot, after] = segments;
	if (segments.length !== 3 || typeof before !== 'string' || typeof after !== 'string') return;
	if (typeof slot === 'string' || slot.kind !== 'slot' || !slot.decides) return;
	return { ...slot, before, after, decides: false };
}
