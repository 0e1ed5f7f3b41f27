import type { TemplateElement } from '../formats/custom/template';
import type { List } from './candidates';
import { type Slot, matchSlot } from './match';
import { elementsIn, hasInside, textOf, valuesOf } from './sampleTree';
import { type About, isOfTaxes, isOneOfMany, wordsOf } from './words';

/** How many fields of an element must match a list's fields for it to be an entry. */
const LEAST_FIELDS = 2;

/** Finds the lists whose entries appear as elements of a sample. Each list is used once. */
export class ListFinder {
	/** How many lists were found. */
	found = 0;
	private readonly used = new Set<List>();
	/** The fields of a list that match an element and its content. */
	private readonly known = new Map<List, Map<TemplateElement, ReadonlySet<string>>>();

	constructor(
		private readonly lists: readonly List[],
		private readonly aboutOf: (words: readonly string[]) => About | undefined,
	) {}

	/**
	 * The list whose entries these elements are; if inner elements match equally well, the innermost win.
	 *
	 * @param elements with the same name and parent
	 * @param outerWords of their parent's name
	 */
	find(
		elements: readonly TemplateElement[],
		outerWords: readonly string[],
		about: About | undefined,
	): { list: List; count: number } | undefined {
		const [first] = elements;
		const words = wordsOf(first.local);
		if (isOfTaxes(words) || (elements.length === 1 && !isOneOfMany(words))) return undefined;
		const [best] = this.lists
			.filter((list) => !this.used.has(list))
			.map((list) => ({ list, count: this.fieldsOf(first, list, outerWords, about).size }))
			.filter(({ count }) => count >= LEAST_FIELDS)
			.sort((one, other) => other.count - one.count);
		if (!best) return undefined;
		const isInside = hasInside(
			first,
			(inner) =>
				isOneOfMany(wordsOf(inner.local)) &&
				this.fieldsOf(inner, best.list, [], undefined).size >= best.count - 1,
		);
		if (isInside) return undefined;
		this.used.add(best.list);
		this.found++;
		return best;
	}

	/**
	 * The distinct fields of a list's entries that would fill an element. Each element is examined once, because its
	 * surroundings never change.
	 */
	private fieldsOf(
		element: TemplateElement,
		list: List,
		outerWords: readonly string[],
		outerAbout: About | undefined,
	): ReadonlySet<string> {
		let known = this.known.get(list);
		if (!known) this.known.set(list, (known = new Map<TemplateElement, ReadonlySet<string>>()));
		const before = known.get(element);
		if (before) return before;
		const words = wordsOf(element.local);
		const about = this.aboutOf(words) ?? outerAbout;
		const fields = new Set<string>();
		for (const slot of slotsOf(element, words, outerWords, about)) {
			const outcome = matchSlot(slot, list.candidates);
			if ('match' in outcome) fields.add(outcome.match.candidate.path);
		}
		for (const child of elementsIn(element)) {
			for (const field of this.fieldsOf(child, list, words, about)) fields.add(field);
		}
		known.set(element, fields);
		return fields;
	}
}

/** An element's own attributes and text. */
function slotsOf(
	element: TemplateElement,
	words: readonly string[],
	outerWords: readonly string[],
	about: About | undefined,
): Slot[] {
	const attributes = valuesOf(element).map(({ local, value }) => ({
		sample: value.trim(),
		words: wordsOf(local),
		outerWords: words,
		about,
	}));
	const text = elementsIn(element).length === 0 ? textOf(element) : '';
	return text === '' ? attributes : [...attributes, { sample: text, words, outerWords, about }];
}
