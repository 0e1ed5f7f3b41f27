import { isRecord } from '../../../common/value';
import { unquoted } from './arguments';
import { templateError } from './templateError';

/** A step into a value: a field, the n-th entry of a list, or the first entry whose field has a value. */
type Step =
	| { kind: 'field'; name: string }
	| { kind: 'index'; index: number }
	| { kind: 'where'; name: string; value: string };

/** A path with its explicit root, e.g. `document.items[0].name`. */
export interface Path {
	text: string;
	root: string;
	steps: Step[];
	/** Asks for the number, from 1, of the row or entry that the root stands for: `row.#number`. */
	number: boolean;
}

const ROOT = /^\s*([A-Za-z_$][\w$]*)/;
const STEP =
	/\.(?<field>[^.[\]|{}"'\s]+)|\[(?:(?<index>\d+)|(?<quote>["'])(?<quoted>.*?)\k<quote>|(?<name>[^\]=]+)=(?<value>[^\]]*))\]/y;

/**
 * Reads a path: names behind dots, `[0]`, `["a name with dots"]`, and `[codeName=COST_CENTER]` for the first entry
 * of a list whose field has that value.
 */
export function parsePath(text: string, place: string): Path {
	const source = text.trim();
	const root = ROOT.exec(source)?.[1];
	if (!root) throw templateError(place, `"${source}" is not a path like document.documentNumber`);
	const steps: Step[] = [];
	for (STEP.lastIndex = root.length; STEP.lastIndex < source.length;) {
		const at = STEP.lastIndex;
		const step = STEP.exec(source);
		if (!step)
			throw templateError(place, `"${source}" is not a path from "${source.slice(at)}" on`);
		steps.push(toStep(step.groups as Record<string, string | undefined>));
	}
	const last = steps[steps.length - 1];
	const number = last?.kind === 'field' && last.name === '#number';
	return { text: source, root, steps, number };
}

/** The value at the end of the steps; undefined where a step leads nowhere. */
export function follow(value: unknown, steps: readonly Step[]): unknown {
	let current = value;
	for (const step of steps) current = take(current, step);
	return current;
}

function take(value: unknown, step: Step): unknown {
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
	const { field, index, quoted, name, value } = groups;
	if (index !== undefined) return { kind: 'index', index: Number(index) };
	if (name !== undefined) return { kind: 'where', name: name.trim(), value: unquoted(value ?? '') };
	return { kind: 'field', name: field ?? quoted ?? '' };
}
