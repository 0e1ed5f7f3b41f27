import { OperatorError } from '../../../common/errors';
import type { Stamping } from '../../xml/stamping';
import type { FieldLabels } from '../../xml/text';
import { isAbsent } from '../../../common/value';
import { singleText } from '../../xml/value';
import { type Arguments, argumentsIn, splitOutsideQuotes } from './arguments';
import { FORMATTERS, type Formatter } from './formatters';
import { type Path, parsePath } from './path';
import { type Scope, lookUp } from './scope';
import { templateError } from './templateError';

/** A `${path | formatter:args}` of a template. */
export interface Placeholder {
	path: Path;
	/** Where the value is absent, attribute or element is left out. */
	optional: boolean;
	/** The text, or undefined where the value is absent and optional. */
	textOf(scope: Scope, stamping: Stamping): string | undefined;
}

/** Gets undefined where the value is absent, and may return that. */
type Link = (text: string | undefined, field: string, labels: FieldLabels) => string | undefined;

/** Reads what stands between `${` and `}`. */
export function parsePlaceholder(source: string, place: string): Placeholder {
	const [pathText, ...formatterTexts] = splitOutsideQuotes(source, '|', place);
	const path = parsePath(pathText, place);
	const names: string[] = [];
	const links = formatterTexts.map((text) => {
		const colon = text.indexOf(':');
		const name = (colon < 0 ? text : text.slice(0, colon)).trim();
		names.push(name);
		return link(name, colon < 0 ? [] : argumentsIn(text.slice(colon + 1), place), place);
	});
	const optional = names.includes('optional');
	return {
		path,
		optional,
		textOf: (scope, stamping) => {
			const value = lookUp(path, scope, stamping);
			let text = isAbsent(value) ? undefined : singleText(value, path.text, stamping);
			for (const format of links) text = format(text, path.text, stamping);
			if (text === undefined && !optional) {
				throw absent(value, stamping.label(path.text), place);
			}
			return text;
		},
	};
}

function link(name: string, args: Arguments, place: string): Link {
	if (name === 'optional' && args.length === 0) return (text) => text;
	if (name === 'default' && args.length <= 1) return (text) => text ?? args[0] ?? '';
	const kind = Object.hasOwn(FORMATTERS, name) ? FORMATTERS[name] : undefined;
	if (!kind) {
		const known = ['default', 'optional', ...Object.keys(FORMATTERS)].sort().join(', ');
		throw templateError(
			place,
			`there is no formatter "${name}" with these arguments; there are ${known}`,
		);
	}
	if (args.length < kind.least || args.length > kind.most) {
		throw templateError(place, `"${name}" is written like "${kind.usage}"`);
	}
	return whenPresent(makeFormatter(kind.make, name, args, place));
}

function makeFormatter(
	make: (args: Arguments) => Formatter,
	name: string,
	args: Arguments,
	place: string,
): Formatter {
	try {
		return make(args);
	} catch (error) {
		throw templateError(place, `"${name}" ${(error as Error).message}`);
	}
}

/** A text of which nothing is left is absent again, so that a `default` behind it applies. */
function whenPresent(format: Formatter): Link {
	return (text, field, labels) => {
		if (text === undefined) return undefined;
		const formatted = format(text, field, labels);
		return formatted === '' && text !== '' ? undefined : formatted;
	};
}

function absent(value: unknown, label: string, place: string): OperatorError {
	const how = value === undefined ? 'is not there' : value === null ? 'is null' : 'is empty';
	return new OperatorError(`${label} ${how}`, {
		description: `The template asks for it at ${place}. Correct the path, or write "| optional" behind it to leave the element or attribute out, or "| default:…" to write something else.`,
	});
}
