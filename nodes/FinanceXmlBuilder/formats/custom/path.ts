import { isRecord } from '../../../common/value';
import type { Piece } from './piece';

/** A step into a value: a field, the n-th entry of a list, or the first entry whose field has a value. */
export type Step =
	| { kind: 'field'; name: string; mayLack: boolean }
	| { kind: 'index'; index: number }
	| { kind: 'where'; name: string; value: string };

/** A path with its explicit root, e.g. `document.items[0].name`. */
export interface Path {
	text: string;
	root: string;
	steps: Step[];
	/** Asks for the number, from 1, of the root's row or entry: `row.#number`. */
	number: boolean;
	/** Its place in the template. */
	piece: Piece;
}

const ROOT = /^[A-Za-z_$][\w$]*/;
const STEP =
	/(?:\.(?<field>[^.[\]|{}"'\s?]+)|\[(?:(?<index>\d+)|(?<quote>["'])(?<quoted>.*?)\k<quote>|(?<name>[^\]=]+)=(?<value>[^\]]*))\])(?<mayLack>\?)?/y;

/**
 * Reads a path: names separated by dots, `[0]`, `["a name with dots"]`, and `[codeName=COST_CENTER]` for the first
 * entry of a list whose field has that value. A `?` after a name means that the item may lack it: it is not checked.
 */
export function parsePath(piece: Piece): Path {
	const trimmed = piece.trim();
	const { text } = trimmed;
	if (text.startsWith('${')) throw trimmed.mistake('write the path alone here, without ${ and }');
	const root = ROOT.exec(text)?.[0];
	if (!root) throw trimmed.mistake(`"${text}" is not a path like document.documentNumber`);
	const steps = parseSteps(trimmed, root.length);
	const last = steps.at(-1);
	const number = last?.kind === 'field' && last.name === '#number';
	return { text, root, steps, number, piece: trimmed };
}

/** Reads the steps starting at a character of the piece, e.g. `.items[0].name`. */
function parseSteps(piece: Piece, from: number): Step[] {
	const { text } = piece;
	const steps: Step[] = [];
	for (STEP.lastIndex = from; STEP.lastIndex < text.length;) {
		const at = STEP.lastIndex;
		const step = STEP.exec(text);
		if (!step) throw piece.mistake(`"${text}" is not a path, starting at "${text.slice(at)}"`, at);
		steps.push(toStep(step.groups as Record<string, string | undefined>));
	}
	return steps;
}

/** The value at the end of the steps; undefined if a step leads nowhere. */
export function follow(value: unknown, steps: readonly Step[]): unknown {
	let current = value;
	for (const step of steps) current = take(current, step);
	return current;
}

export function take(value: unknown, step: Step): unknown {
	switch (step.kind) {
		case 'field':
			return isRecord(value) && Object.hasOwn(value, step.name) ? value[step.name] : undefined;
		case 'index':
			return Array.isArray(value) ? (value as unknown[])[step.index] : undefined;
		case 'where':
			return Array.isArray(value)
				? value.find(
						(entry) =>
							isRecord(entry) &&
							Object.hasOwn(entry, step.name) &&
							String(entry[step.name]) === step.value,
					)
				: undefined;
	}
}

function toStep(groups: Record<string, string | undefined>): Step {
	const { field, index, quoted, name, value = '', mayLack } = groups;
	if (index !== undefined) return { kind: 'index', index: Number(index) };
	if (name !== undefined) {
		const isQuoted = /^\s*(".*"|'.*')\s*$/.test(value);
		const wanted = value.trim();
		return { kind: 'where', name: name.trim(), value: isQuoted ? wanted.slice(1, -1) : wanted };
	}
	return { kind: 'field', name: field ?? quoted ?? '', mayLack: mayLack !== undefined };
}
