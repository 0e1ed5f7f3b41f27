import { NAMESPACE } from '../formats/custom/namespace';
import {
	type Span,
	type TemplateAttribute,
	type TemplateElement,
	parseTemplate,
} from '../formats/custom/template';
import type { Candidate, List } from './candidates';
import { ListFinder } from './listFinder';
import { type Match, type Slot, matchSlot } from './match';
import { SampleEdits, contentSpan } from './sampleEdits';
import { elementsIn, groupedByName, richestOf, textOf, textsIn, valuesOf } from './sampleTree';
import { type About, aboutOf, wordsOf } from './words';

/** The values available for a template. */
export interface Sources {
	/** Single values of the document, and the figures of its rows if known. */
	fields: readonly Candidate[];
	lists: readonly List[];
}

interface Place {
	/** E.g. `/Invoice/Lines/Line/@no`. */
	place: string;
	/** Of the sample, from 1. */
	line: number;
}

export interface Proposal extends Place {
	/** The sample's value. */
	sample: string;
	placeholder: string;
	/** The basis of the proposal. */
	because: Match['because'];
	/** The document's value; missing if it has none. */
	value?: string;
	/** Other fields that match. */
	others?: string[];
	/** What a person should check. */
	doubt?: string;
}

export interface RepeatProposal extends Place {
	each: string;
	/** How many of its fields match an entry. */
	because: string;
	/** Further elements with its name, which were removed. */
	removed: number;
}

export interface Unmatched extends Place {
	sample: string;
	reason: string;
}

export interface Suggestion {
	template: string;
	proposed: Proposal[];
	repeated: RepeatProposal[];
	notMatched: Unmatched[];
}

/** Fields of the document that a line may also have. */
const ALSO_IN_ENTRIES = ['document.vatPercent', 'document.currencyCode'];

/** The context at a place in the sample. */
interface Surroundings {
	path: string;
	words: readonly string[];
	about: About | undefined;
	/** The list of the current entry. */
	list?: List;
	/** Another element with this name already matched by name. */
	byValueAlone?: boolean;
}

/**
 * Proposes a template: the sample, with placeholders for values that match a field of the document by value or name,
 * and with repetitions for elements that resemble the entries of a list. Everything else stays unchanged.
 *
 * @throws OperatorError if the sample is not well-formed
 */
export function suggest(sample: string, sources: Sources, isPurchase: boolean): Suggestion {
	return new Suggester(sample, sources, isPurchase).suggest();
}

class Suggester {
	private readonly root: TemplateElement;
	private readonly source: string;
	private readonly prefix: string;
	private readonly edits: SampleEdits;
	/** The start of each line. */
	private readonly lineStarts: number[];
	/** The line of the last requested place. */
	private line = 1;
	private readonly lists: ListFinder;
	private readonly proposed: Proposal[] = [];
	private readonly repeated: RepeatProposal[] = [];
	private readonly notMatched: Unmatched[] = [];

	constructor(
		sample: string,
		private readonly sources: Sources,
		private readonly isPurchase: boolean,
	) {
		const { root, source } = parseTemplate(sample);
		this.root = root;
		this.source = source;
		this.edits = new SampleEdits(source);
		const lineEnds = [...source.matchAll(/\r\n?|\n/g)];
		this.lineStarts = [0, ...lineEnds.map(({ index, 0: { length } }) => index + length)];
		this.lists = new ListFinder(sources.lists, (words) => this.aboutOf(words));
		const isFree = (prefix: string) => !new RegExp(`xmlns:${prefix}\\s*=`).test(source);
		this.prefix = ['t', 'tpl', 'template'].find(isFree) ?? 'horisen-template';
	}

	suggest(): Suggestion {
		const { root, edits, proposed, repeated, notMatched } = this;
		this.element(root, { path: '', words: [], about: undefined });
		if (repeated.length > 0) edits.addAttribute(root, `xmlns:${this.prefix}`, NAMESPACE);
		return { template: edits.edited(), proposed, repeated, notMatched };
	}

	private element(element: TemplateElement, outer: Surroundings): void {
		const words = wordsOf(element.local);
		const about = this.aboutOf(words) ?? outer.about;
		const here = { ...outer, path: `${outer.path}/${element.name}`, words, about };
		for (const attribute of valuesOf(element)) this.attribute(attribute, here);
		const children = elementsIn(element);
		if (children.length === 0) return this.leaf(element, here, outer.words);
		for (const text of textsIn(element)) {
			this.leave(here.path, text.at, text.text.trim(), 'it is text between elements');
		}
		for (const group of groupedByName(children)) this.group(group, here);
	}

	/** Elements with the same name and parent: possibly the entries of a list. */
	private group(elements: TemplateElement[], outer: Surroundings): void {
		const list = outer.list ? undefined : this.lists.find(elements, outer.words, outer.about);
		if (list) {
			this.repeat(elements, list, outer);
			return;
		}
		const [first, ...others] = elements;
		const { found } = this.lists;
		this.element(first, outer);
		if (others.length === 0) return;
		const path = `${outer.path}/${first.name}`;
		if (this.lists.found > found) {
			const reason = 'it was removed: the element before it already writes its list';
			for (const one of others) {
				this.leave(path, one.at, `<${one.name}>`, reason);
				this.edits.remove(one);
			}
			return;
		}
		this.notMatched.push({
			...this.place(path, others[0].at),
			sample: `<${first.name}>`,
			reason: `it occurs ${elements.length} times, but no list has such entries: in the repeated ones, only equal values were filled`,
		});
		for (const one of others) this.element(one, { ...outer, byValueAlone: true });
	}

	private repeat(
		elements: readonly TemplateElement[],
		{ list, count }: { list: List; count: number },
		outer: Surroundings,
	): void {
		const richest = richestOf(elements);
		this.edits.addAttribute(richest, `${this.prefix}:each`, list.each);
		this.repeated.push({
			...this.place(`${outer.path}/${richest.name}`, richest.at),
			each: list.each,
			because: `${count} of its fields match an entry`,
			removed: elements.length - 1,
		});
		for (const one of elements) if (one !== richest) this.edits.remove(one);
		this.element(richest, { ...outer, list });
	}

	private attribute(attribute: TemplateAttribute, here: Surroundings): void {
		const { name, local, value, valueAt } = attribute;
		const { words: outerWords, about, byValueAlone } = here;
		const slot = { sample: value.trim(), words: wordsOf(local), outerWords, about, byValueAlone };
		this.fill(slot, valueAt, `${here.path}/@${name}`, here.list, this.source[valueAt.end]);
	}

	private leaf(
		element: TemplateElement,
		{ path, words, about, byValueAlone, list }: Surroundings,
		outerWords: readonly string[],
	): void {
		const [text, ...more] = textsIn(element);
		if (!text) return;
		const sample = textOf(element);
		if (more.length === 0) {
			const slot = { sample, words, outerWords, about, byValueAlone };
			this.fill(slot, contentSpan(text), path, list, '');
		} else this.leave(path, element.at, sample, 'its text is in several pieces');
	}

	private fill(slot: Slot, span: Span, path: string, list: List | undefined, quote: string): void {
		const { sample } = slot;
		const { fields } = this.sources;
		const ofDocument = list ? fields.filter((one) => ALSO_IN_ENTRIES.includes(one.path)) : fields;
		const outcome = matchSlot(slot, [...(list?.candidates ?? []), ...ofDocument]);
		if (!('match' in outcome)) return this.leave(path, span, sample, outcome.reason);
		const { match, others } = outcome;
		const { candidate, likeness, because } = match;
		const formatters = [...likeness.formatters, ...(candidate.mayBeAbsent ? ['optional'] : [])];
		const placeholder = `\${${[candidate.path, ...formatters].join(' | ')}}`;
		const [value] = candidate.values;
		this.edits.replace(span, placeholder, quote);
		this.proposed.push({
			...this.place(path, span),
			sample,
			placeholder,
			because,
			...(value === undefined ? {} : { value }),
			...(others.length > 0 ? { others } : {}),
			...(likeness.doubt ? { doubt: likeness.doubt } : {}),
		});
	}

	/** Parts without a proposal stay unchanged, and are listed. */
	private leave(path: string, span: Span, sample: string, reason: string): void {
		this.notMatched.push({ ...this.place(path, span), sample, reason });
		this.edits.escape(span);
	}

	private aboutOf(words: readonly string[]): About | undefined {
		const about = aboutOf(words);
		if (!this.isPurchase || about === 'other' || about === undefined) return about;
		return about === 'us' ? 'partner' : 'us';
	}

	private place(place: string, { start }: Span): Place {
		while (this.lineStarts[this.line] <= start) this.line++;
		while (this.lineStarts[this.line - 1] > start) this.line--;
		return { place, line: this.line };
	}
}
