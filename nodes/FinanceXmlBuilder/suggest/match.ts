import { STATUS_FIELDS } from '../../common/statusFields';
import type { Candidate } from './candidates';
import { type Likeness, isTelling, likeness } from './likeness';
import { type About, isKind } from './words';

/** A text or an attribute of the sample, with its context. */
export interface Slot {
	/** The sample's value, without surrounding space. */
	sample: string;
	/** The words of its own name: of the attribute, or of the text's element. */
	words: readonly string[];
	/** The words of the parent element. */
	outerWords: readonly string[];
	about: About | undefined;
	/** Its name is already used, so it does not count. */
	byValueAlone?: boolean;
}

export interface Match {
	candidate: Candidate;
	likeness: Likeness;
	because: 'name and value' | 'name' | 'value';
	score: number;
}

export type Outcome = { match: Match; others: string[] } | { reason: string };

/** The minimum score of a match: its own name, or a value that is not chance. */
const LEAST = 2;

/** The penalty for a field that repeats another, or changes by itself. */
const SECOND_CHOICE = 0.1;

/** The field for a slot, or the reason why none is proposed. */
export function matchSlot(slot: Slot, candidates: readonly Candidate[]): Outcome {
	const found = candidates
		.flatMap((candidate) => matchOf(slot, candidate) ?? [])
		.sort((one, other) => other.score - one.score || depthOf(one) - depthOf(other));
	const [best] = found;
	if (!best || best.score < LEAST) return { reason: whyNone(slot) };
	const equals = found.slice(1).filter(({ score }) => score >= best.score - SECOND_CHOICE);
	const isTie = equals.some(
		(other) => other.score === best.score && depthOf(other) === depthOf(best),
	);
	const others = equals.map(({ candidate }) => candidate.path);
	if (isTie && best.because !== 'name and value') {
		const paths = [best.candidate.path, ...others].slice(0, 5).join(', ');
		return { reason: `several fields match: ${paths}` };
	}
	const named = best.because === 'value' && found.find(({ because }) => because === 'name');
	if (!named) return { match: best, others };
	const doubt = `by its name it would be ${named.candidate.path}`;
	return { match: { ...best, likeness: { ...best.likeness, doubt } }, others };
}

/** If two fields have the same name, the one nearer to the root wins. */
function depthOf({ candidate }: Match): number {
	return candidate.path.split('.').length;
}

function matchOf(slot: Slot, candidate: Candidate): Match | undefined {
	const like = likeness(slot.sample, candidate);
	if (!like) return undefined;
	const isNamed = !slot.byValueAlone || (like.isSame && isTelling(slot.sample));
	const byName = isNamed && isFitting(slot, candidate) ? nameScore(slot, candidate.names) : 0;
	const byValue = like.isSame
		? isTelling(slot.sample)
			? 3.5 - (like.isRounded ? 0.3 : 0)
			: 0.5
		: 0;
	if (byName === 0 && byValue < 1) return undefined;
	const because = byName === 0 ? 'value' : byValue === 0 ? 'name' : 'name and value';
	const score = byName + byValue - (isSecondChoice(candidate) ? SECOND_CHOICE : 0);
	return { candidate, likeness: like, because, score };
}

function isSecondChoice({ path }: Candidate): boolean {
	const [root, field] = path.split('.');
	return root === 'document' && (field.startsWith('domestic') || STATUS_FIELDS.includes(field));
}

/** Names refer to the document and its partner; our own address is not in the document. */
function isFitting({ about, words }: Slot, { ofPartner, path }: Candidate): boolean {
	if (about === 'us' || about === 'other') return /\bdueDate$/.test(path) && about === 'other';
	if (about === 'partner') return ofPartner;
	return !ofPartner || words.some((word) => ['customer', 'partner'].includes(word));
}

/** 3 for the exact name, 2.5 with the parent's name, 2 with one extra word, 0 for another; `id` alone means little. */
function nameScore({ words, outerWords }: Slot, names: ReadonlyArray<readonly string[]>): number {
	return Math.max(
		...names.map((name, index) => {
			// In the vendor's names, the order matters: amountVat is an amount with VAT.
			if (index === 0 && isSame(words, name) && words.join() !== name.join()) return 0;
			if (isSame(words, name)) return isSame(name, ['id']) ? 1 : 3;
			if (isSame([...outerWords, ...words], name)) return 2.5;
			const isIn = name.every((word) => words.includes(word));
			const isOneMore = name.length > 1 && words.length === name.length + 1;
			return isIn && isOneMore && !words.some((word) => isOfKind(word, name)) ? 2 : 0;
		}),
	);
}

/** Whether a word makes another thing of a name: the type of an invoice is not the invoice. */
function isOfKind(word: string, name: readonly string[]): boolean {
	return isKind(word) && !name.includes(word);
}

function isSame(one: readonly string[], other: readonly string[]): boolean {
	return one.length === other.length && one.every((word) => other.includes(word));
}

function whyNone({ about, byValueAlone }: Slot): string {
	switch (byValueAlone ? undefined : about) {
		case 'us':
			return 'it is about you, not about the document: write your own data here';
		case 'other':
			return 'it is not about the document and its partner';
		default:
			return byValueAlone ? 'no field has this value' : 'no field has this value or a name like it';
	}
}
