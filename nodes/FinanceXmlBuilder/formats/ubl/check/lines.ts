import Big from 'big.js';
import { decimalText, roundedText } from '../../../../common/money';
import { UNITS } from '../codes/units';
import type { Invoice, Line } from '../invoice';
import { type Violation, missing, whereTrue } from './violation';

/** PEPPOL-EN16931-R120: how far quantity × price may be from the line's amount. */
const SLACK = new Big('0.02');

export function checkLines({ lines, profile }: Invoice): Violation[] {
	const addsUp = profile.peppol || profile.xrechnung ? checkProduct : () => [];
	return [
		...whereTrue([lines.length === 0, missing('BR-16', 'BG-25 Invoice line', 'items')]),
		...lines.flatMap((line) => [...checkLine(line), ...addsUp(line)]),
	];
}

function checkLine({ id, name, unit, sourceUnit, price, amount, source }: Line): Violation[] {
	return whereTrue(
		[!name, missing('BR-25', `BT-153 Item name of line ${id}`, `${source}.name`)],
		[!amount, missing('BR-24', `BT-131 Amount of line ${id}`, `${source}.totalNoVat`)],
		[
			price?.lt(0) === true,
			{
				rule: 'BR-27',
				field: `${source}.price`,
				problem: `BT-146 Price of line ${id} is negative`,
				fix: 'Set "Price From" to "Total".',
			},
		],
		[!unit, missing('BR-23', `BT-130 Unit of line ${id}`, 'Invoice → Message Unit')],
		[
			unit !== undefined && !UNITS.has(unit),
			{
				rule: 'BR-CL-23',
				field: sourceUnit === undefined ? 'Invoice → Message Unit' : `${source}.measureUnit`,
				problem: `BT-130 Unit ${JSON.stringify(unit)} of line ${id} is no code of UN/ECE Rec 20`,
				fix:
					sourceUnit === undefined
						? 'Give a code of the list, e.g. C62 for one.'
						: `Add it to "Unit Codes", e.g. {${JSON.stringify(sourceUnit)}: "C62"}.`,
			},
		],
	);
}

function checkProduct({
	id,
	quantity,
	price,
	baseQuantity = 1,
	amount,
	source,
	fromTraffic,
}: Line): Violation[] {
	if (!price || !amount) return [];
	// Compared without a division, which might not end.
	const product = quantity.times(price);
	const off = product.minus(amount.times(baseQuantity)).abs();
	return whereTrue([
		off.gt(SLACK.times(baseQuantity)),
		{
			rule: 'PEPPOL-EN16931-R120',
			field: fromTraffic ? source : `${source}.price`,
			problem: `BT-131 Amount ${roundedText(amount, 2)} of line ${id} is not its quantity ${decimalText(quantity)} × its price`,
			fix: fromTraffic
				? 'Set "Lines From" to "Items": the amounts of the rows are not their messages × their price.'
				: 'Correct the document in the source system, or set "Price From" to "Total": the line then counts one, at the price of its total.',
		},
	]);
}
