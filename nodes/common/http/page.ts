import { OperatorError } from '../errors';

export type Row = Record<string, unknown>;

/** One page of a listing, with uniform field names. */
export interface Page {
	rows: Row[];
	/** Number of rows in the whole listing. */
	total: number;
	perPage: number;
	currentPage: number;
	totalPages: number;
}

/**
 * The parts of a page in an answer, under the vendor's names.
 *
 * Answers are checked by hand. Rows are kept whole, whatever they contain, so there are only four numbers and two lists
 * to check. That takes fewer lines than a schema and no dependency that each row would pass through.
 */
export interface PageFields {
	rows: unknown;
	numbers: Record<Exclude<keyof Page, 'rows'>, PageNumber>;
	/** How many rows the page claims to have, if it says so. */
	count?: PageNumber;
}

/** A number of a page. An answer without it gets what was asked for, or what follows from the others. */
export interface PageNumber {
	/** As errors name it. */
	field: string;
	value: unknown;
}

/**
 * Checks the shape of a page, so that another answer never counts as an empty list.
 *
 * @param subject names the listing in the error
 * @throws OperatorError saying what is wrong with it
 */
export function checkedPage(
	{ rows, numbers, count }: PageFields,
	subject: string,
	vendor: string,
): Page {
	const number = ({ field, value }: PageNumber): number => {
		if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0) return value;
		throw notAPage(subject, `has no whole number "${field}"`, vendor);
	};
	if (!Array.isArray(rows)) throw notAPage(subject, 'has no list of rows', vendor);
	const checked = rows.map((row, index) => {
		if (typeof row === 'object' && row !== null && !Array.isArray(row)) return row as Row;
		throw notAPage(subject, `has an entry that is not an object (number ${index + 1})`, vendor);
	});
	if (count && number(count) !== checked.length) {
		throw notAPage(subject, `states ${number(count)} rows and holds ${checked.length}`, vendor);
	}
	return {
		rows: checked,
		total: number(numbers.total),
		perPage: number(numbers.perPage),
		currentPage: number(numbers.currentPage),
		totalPages: number(numbers.totalPages),
	};
}

/** An answer that is not a page of a listing. */
export function notAPage(subject: string, what: string, vendor: string): OperatorError {
	return new OperatorError(`The answer for ${subject} ${what}`, {
		description: `${vendor} documents another shape, so nothing was taken from it. Check the addresses in the credential; if they are right, send this message to ${vendor} Support.`,
	});
}
