import { storableText } from '../storableText';
import { decodedText } from './decodedText';

const HIDDEN = '***';

/** A shorter secret is not a key, and masking it would hit other text. */
const SHORTEST_SECRET = 4;

/** A shorter part of a secret stays: masking it would hit ordinary words, and it reveals almost nothing. */
const SHORTEST_BEGINNING = 8;

/** The same for a part from the middle or the end; half of a short secret counts, too. */
const SHORTEST_PART = 12;

/** In data, a shorter secret may appear by chance. */
const SHORTEST_IN_DATA = 12;

/** In data, the beginning of a secret counts from here on. */
const SHORTEST_BEGINNING_IN_DATA = 24;

/** Text for people is never longer; the rest is left out. */
const LONGEST_SHOWN = 16 * 1024;

/** A secret as it may appear, in the letters of `decodedText`, and where a block of it is. */
interface Place {
	form: string;
	at: number;
}

/**
 * Knows the secrets of a call and masks them. Vendors and proxies quote what they refuse: unchanged, in base64, alone or
 * within something longer, URL-encoded, escaped for JSON or HTML, even several times, with line breaks, or cut off at
 * both ends. Their messages pass through here before they are shortened for an operator.
 */
export class Secrets {
	private readonly secrets: string[];

	/** Where each block of the secrets' forms is; made when a text is first shown. */
	private blocks?: Map<string, Place[]>;

	/** Forms that are shorter than a block. */
	private readonly short: string[] = [];

	/** @param values keys, tokens, passwords; empty ones are ignored */
	constructor(values: readonly unknown[] = []) {
		const texts = values.map((value) =>
			typeof value === 'string' ? storableText(value.trim()) : '',
		);
		this.secrets = [...new Set(texts)].filter((text) => text.length >= SHORTEST_SECRET);
	}

	/** A text for people without any secret or part of one. */
	hide(text: string): string {
		if (this.secrets.length === 0 || text.length < SHORTEST_SECRET) return text;
		const shown = text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN)}…` : text;
		const { letters, starts, ends } = decodedText(shown);
		let written = '';
		let hiddenTo = 0;
		let from = 0;
		for (let at = 0; at < letters.length;) {
			const found = this.longestAt(letters, at, from);
			if (!found) {
				at++;
				continue;
			}
			written += shown.slice(hiddenTo, starts[found.start]) + HIDDEN;
			hiddenTo = ends[found.end - 1];
			at = from = found.end;
		}
		return written + shown.slice(hiddenTo);
	}

	/** The same for all texts in parsed JSON, and its field names. */
	hideIn(value: unknown): unknown {
		if (typeof value === 'string') return this.hide(value);
		if (Array.isArray(value)) return value.map((entry) => this.hideIn(entry));
		if (typeof value !== 'object' || value === null) return value;
		return Object.fromEntries(
			Object.entries(value).map(([name, entry]) => [this.hide(name), this.hideIn(entry)]),
		);
	}

	/**
	 * Data without secrets or long beginnings of them: an invoice keeps a word that a secret happens to contain. It costs
	 * almost nothing if there is no secret.
	 */
	hideInData(bytes: Buffer): Buffer {
		const byBeginning = new Map<string, string[]>();
		for (const form of new Set(this.secrets.flatMap(formsInData))) {
			if (form.length < SHORTEST_IN_DATA) continue;
			const beginning = form.slice(0, SHORTEST_BEGINNING_IN_DATA);
			byBeginning.set(beginning, [...(byBeginning.get(beginning) ?? []), form]);
		}
		const found = [...byBeginning].filter(([beginning]) => bytes.includes(beginning));
		if (found.length === 0) return bytes;
		return Buffer.from(
			found.reduce((text, forms) => withoutForms(text, ...forms), bytes.toString()),
		);
	}

	/** The longest part of a secret that includes the letters at this place. @param from where it may begin */
	private longestAt(letters: string, at: number, from: number) {
		const { blocks, short } = this.index();
		let longest: { start: number; end: number } | undefined;
		for (const form of short) {
			if (letters.startsWith(form, at)) longest = { start: at, end: at + form.length };
		}
		for (const place of blocks.get(letters.slice(at, at + SHORTEST_BEGINNING)) ?? []) {
			const { form } = place;
			let [start, first] = [at, place.at];
			while (start > from && first > 0 && letters[start - 1] === form[first - 1]) {
				start--;
				first--;
			}
			let end = at + SHORTEST_BEGINNING;
			let next = place.at + SHORTEST_BEGINNING;
			while (next < form.length && letters[end] === form[next]) {
				end++;
				next++;
			}
			const counts = first === 0 || end - start >= shortestPart(form);
			if (counts && end > (longest?.end ?? 0)) longest = { start, end };
		}
		return longest;
	}

	private index() {
		const { short } = this;
		if (this.blocks) return { blocks: this.blocks, short };
		const blocks = (this.blocks = new Map<string, Place[]>());
		for (const form of new Set(this.secrets.flatMap(formsInText))) {
			if (form.length < SHORTEST_BEGINNING) short.push(form);
			// Each part that counts contains a whole block.
			const step = shortestPart(form) - SHORTEST_BEGINNING + 1;
			for (let at = 0; at + SHORTEST_BEGINNING <= form.length; at += step) {
				const block = form.slice(at, at + SHORTEST_BEGINNING);
				const places = blocks.get(block);
				if (places) places.push({ form, at });
				else blocks.set(block, [{ form, at }]);
			}
		}
		return { blocks, short };
	}
}

/** The token that n8n put into a request's headers; empty if there is none. */
export function bearerIn({ Authorization: authorization }: Record<string, unknown>): string {
	return typeof authorization === 'string' ? authorization.replace(/^Bearer /, '') : '';
}

function shortestPart(form: string): number {
	return Math.min(SHORTEST_PART, Math.max(SHORTEST_BEGINNING, Math.ceil(form.length / 2)));
}

/** Masks each match of the beginning, as far as one of the forms that begin so continues. */
function withoutForms(text: string, beginning: string, forms: readonly string[]): string {
	let written = '';
	let from = 0;
	for (;;) {
		const start = text.indexOf(beginning, from);
		if (start < 0) return written + text.slice(from);
		const lengths = forms.map((form) => {
			let length = beginning.length;
			while (length < form.length && text[start + length] === form[length]) length++;
			return length;
		});
		written += text.slice(from, start) + HIDDEN;
		from = start + Math.max(...lengths);
	}
}

/** A secret's spellings after decoding: itself, in hexadecimal, in base64 and in base64 of base64. */
function formsInText(secret: string): string[] {
	const written = new Set([secret, encodeURIComponent(secret), inJson(secret)]);
	const once = [...written].flatMap(base64Within);
	const inForm = secret.replaceAll(' ', '+');
	const hex = Buffer.from(secret).toString('hex');
	const all = [secret, inForm, hex, hex.toUpperCase(), ...once, ...once.flatMap(base64Within)];
	return all
		.map((form) => decodedText(form).letters)
		.filter((form) => form.length >= SHORTEST_SECRET);
}

/** A secret's spellings in JSON data. */
function formsInData(secret: string): string[] {
	return [secret, ...base64Within(secret)].flatMap((form) => {
		const encoded = encodeURIComponent(form);
		const inForm = new URLSearchParams([['', form]]).toString().slice(1);
		const json = inJson(form);
		return [
			...[form, json, json.replaceAll('/', '\\/'), inAscii(json), inHtml(form)],
			...[encoded, inForm].flatMap((text) => [text, withSmallHex(text)]),
			form.replaceAll('+', '-').replaceAll('/', '_'),
		];
	});
}

/**
 * What base64 makes of a secret within something longer, e.g. of a password after its user's name: three bytes are four
 * letters, so there are three ways. Letters that other bytes influence are left out.
 */
function base64Within(secret: string): string[] {
	return [0, 1, 2].map((before) => {
		const bytes = Buffer.concat([Buffer.alloc(before), Buffer.from(secret)]);
		const whole = Math.floor((bytes.length * 8) / 6);
		return bytes.toString('base64').slice(Math.ceil((before * 8) / 6), whole);
	});
}

function inJson(text: string): string {
	return JSON.stringify(text).slice(1, -1);
}

function withSmallHex(text: string): string {
	return text.replace(/%[0-9A-F]{2}/g, (escape) => escape.toLowerCase());
}

function inAscii(text: string): string {
	return text.replace(
		/[^\x20-\x7e]/g,
		(unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
	);
}

function inHtml(text: string): string {
	return text
		.replaceAll('&', '&amp;')
		.replaceAll('<', '&lt;')
		.replaceAll('>', '&gt;')
		.replaceAll('"', '&quot;')
		.replaceAll("'", '&#39;');
}
