import { decimalOrNone, toDecimal } from '../../../common/money';
import { isAbsent } from '../../../common/value';
import type { Stamping } from '../../xml/stamping';
import type { Names } from './templateNames';
import type { Piece } from './piece';
import { type Placeholder, parsePlaceholder } from './placeholder';
import { type Scope, lookUp } from './scope';

export type Condition = (scope: Scope, stamping: Stamping) => boolean;

/** The operator after a path, which may contain `[name=value]`, quotes and formatters. */
const COMPARISON =
	/^(?<left>(?:\[[^\]]*\]|"[^"]*"|'[^']*'|[^[\]"'=!<>])*)(?:(?<operator>!=|>=|<=|=|>|<)(?<right>[\s\S]*))?$/;

/**
 * Reads the condition of `if` and `unless`: `path` holds if there is a value; `path = a, b` if its text is one of
 * these; `!=`; `>`, `>=`, `<`, `<=` between exact amounts; `rows` if there are rows to write. Formatters may follow the
 * path.
 */
export function parseCondition(piece: Piece, names: Names): Condition {
	const whole = piece.trim();
	if (whole.text === 'rows') return ({ hasRows }) => hasRows;
	const { left, operator, right } = COMPARISON.exec(whole.text)?.groups ?? {};
	if (left === undefined || left.trim() === '' || right?.startsWith('=')) {
		throw whole.mistake(
			`"${whole.text}" is not a condition like document.selfBilling = yes, document.total > 0 or document.dueDate`,
		);
	}
	const placeholder = parsePlaceholder(whole.slice(0, left.length), names);
	if (operator === undefined) return isThere(placeholder);
	const from = left.length + operator.length;
	const wanted = whole
		.slice(from)
		.split(',')
		.map((one) => one.unquoted());
	if (operator === '=' || operator === '!=') {
		const isWanted = operator === '=';
		return (scope, stamping) => {
			const text = textOrNone(placeholder, scope, stamping);
			return (text !== undefined && wanted.includes(text)) === isWanted;
		};
	}
	const limit = decimalOrNone(right?.trim());
	if (!limit) {
		throw whole.mistake(`"${operator}" needs a number after it, not "${right?.trim()}"`, from);
	}
	return (scope, stamping) => {
		const text = textOrNone(placeholder, scope, stamping);
		if (text === undefined) return false;
		const order = toDecimal(text, stamping.label(placeholder.path.text)).cmp(limit);
		return (
			(operator.startsWith('>') ? order > 0 : order < 0) || (operator.endsWith('=') && order === 0)
		);
	};
}

/** Whether there is a value; a non-empty object or list counts. */
function isThere({ path, held, plain }: Placeholder): Condition {
	return (scope, stamping) => {
		const value = plain ? lookUp(path, scope, stamping) : held(scope, stamping);
		return Array.isArray(value) ? value.length > 0 : !isAbsent(value);
	};
}

function textOrNone(
	{ path, held }: Placeholder,
	scope: Scope,
	stamping: Stamping,
): string | undefined {
	const value = held(scope, stamping);
	if (value === undefined || typeof value === 'string') return value;
	throw path.piece.mistake(
		`"${path.text}" is a list in ${stamping.documentLabel}; compare "${path.text} | count"`,
	);
}
