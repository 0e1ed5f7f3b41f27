import type { CodeLists } from '../../codes/codeLists';
import type { Invoice, Line } from '../../invoice';
import { type Violation, missing, whereTrue } from '../violation';

export function checkLines({ lines }: Invoice, codes: CodeLists): Violation[] {
	return [
		...whereTrue([lines.length === 0, missing('BR-16', 'BG-25 Invoice line', 'items')]),
		...lines.flatMap((line) => checkLine(line, codes)),
	];
}

function checkLine(line: Line, codes: CodeLists): Violation[] {
	const { id, name, unit, sourceUnit, price, amount, source, period, fromTraffic } = line;
	const { start, end } = period ?? {};
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
		[
			start !== undefined && end !== undefined && end < start,
			{
				rule: 'BR-30',
				field: fromTraffic ? source : 'periodEnd',
				problem: `BT-135 End ${end} of line ${id} is before its start ${start}`,
				fix: 'Correct the period in the source system, or set "Line Period" to "No".',
			},
		],
		[!unit, missing('BR-23', `BT-130 Unit of line ${id}`, 'Invoice → Message Unit')],
		[
			unit !== undefined && !codes.units.has(unit),
			{
				rule: 'BR-CL-23',
				field: sourceUnit === undefined ? 'Invoice → Message Unit' : `${source}.measureUnit`,
				problem: `BT-130 Unit ${JSON.stringify(unit)} of line ${id} is not a code of UN/ECE Rec 20`,
				fix:
					sourceUnit === undefined
						? 'Give a code of the list, e.g. C62 for one.'
						: `Add it to "Unit Codes", e.g. {${JSON.stringify(sourceUnit)}: "C62"}.`,
			},
		],
	);
}
