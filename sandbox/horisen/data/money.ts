import Big from 'big.js';

/** The JSON number of an exact decimal: its shortest text is the decimal's text up to 15 digits. */
export function toNumber(value: Big): number {
	return Number(value.toFixed());
}

export function cents(value: Big): Big {
	return value.round(2, Big.roundHalfUp);
}

export function sum(values: Big[]): Big {
	return values.reduce((total, value) => total.plus(value), new Big(0));
}
