import type { Party } from '../../invoice';
import { partyField, type Violation } from '../violation';

/** An identifier scheme whose numbers Peppol checks. */
interface CheckedScheme {
	rule: string;
	/** The name of its numbers. */
	name: string;
	isValid(id: string): boolean;
}

/** Schemes by their code. */
export type CheckedSchemes = Readonly<Record<string, CheckedScheme>>;

/** The schemes for which Peppol BIS Billing has a fatal rule. */
export const CHECKED_SCHEMES: CheckedSchemes = {
	'0007': { rule: 'PEPPOL-COMMON-R049', name: 'Swedish organisation number', isValid: isSwedish },
	'0088': { rule: 'PEPPOL-COMMON-R040', name: 'GLN', isValid: isGln },
	'0096': {
		rule: 'PEPPOL-COMMON-R052',
		name: 'Danish chamber of commerce number (P)',
		isValid: (id) => /^\d{10}$/.test(id),
	},
	'0151': { rule: 'PEPPOL-COMMON-R050', name: 'Australian business number', isValid: isAustralian },
	'0184': {
		rule: 'PEPPOL-COMMON-R042',
		name: 'Danish CVR number',
		isValid: (id) => /^(DK)?\d{8}$/.test(id),
	},
	'0192': {
		rule: 'PEPPOL-COMMON-R041',
		name: 'Norwegian organisation number',
		isValid: isNorwegian,
	},
	'0198': {
		rule: 'PEPPOL-COMMON-R053',
		name: 'Danish SE number, e.g. DK12345678',
		isValid: (id) => /^DK\d{8}$/.test(id),
	},
	'0208': { rule: 'PEPPOL-COMMON-R043', name: 'Belgian enterprise number', isValid: isBelgian },
};

/** The numbers of a party whose scheme is checked and that are not valid in it. */
export function checkNumbers(party: Party, schemes: CheckedSchemes): Violation[] {
	const numbers = [
		['endpointId', party.endpointId, party.endpointScheme],
		['legalId', party.legalId, party.legalIdScheme],
		['identifier', party.identifier, party.identifierScheme],
	] as const;
	return numbers.flatMap(([term, id, scheme = '']) => {
		const checked = schemes[scheme];
		if (!checked || id === undefined || checked.isValid(id)) return [];
		return {
			rule: checked.rule,
			field: partyField(party, term),
			problem: `${JSON.stringify(id)} is not a valid ${checked.name}, though its scheme is ${scheme}`,
			fix: 'Check its digits, or correct the scheme.',
		};
	});
}

/** GS1: weights 3 and 1 from the right, modulo 10. */
function isGln(id: string): boolean {
	if (!/^\d{2,}$/.test(id)) return false;
	const [check, ...others] = digitsOf(id).reverse();
	const sum = weighted(others, (index) => (index % 2 === 0 ? 3 : 1));
	return (10 - (sum % 10)) % 10 === check;
}

/** Weights 2 to 7 from the right, modulo 11. */
export function isNorwegian(id: string): boolean {
	if (!/^\d{9}$/.test(id) || Number(id) === 0) return false;
	const [check, ...others] = digitsOf(id).reverse();
	return (11 - (weighted(others, (index) => (index % 6) + 2) % 11)) % 11 === check;
}

/** The last two digits are 97 minus the remainder modulo 97. */
function isBelgian(id: string): boolean {
	return /^\d{10}$/.test(id) && 97 - (Number(id.slice(0, 8)) % 97) === Number(id.slice(8));
}

/** Luhn. */
export function isSwedish(id: string): boolean {
	if (!/^\d{10}$/.test(id)) return false;
	const sum = digitsOf(id)
		.map((digit, index) => (index % 2 === 0 ? digit * 2 : digit))
		.reduce((total, digit) => total + (digit > 9 ? digit - 9 : digit), 0);
	return sum % 10 === 0;
}

/** The first digit minus one, weights 10, 1, 3, 5, …, modulo 89. */
function isAustralian(id: string): boolean {
	if (!/^\d{11}$/.test(id)) return false;
	const [first, ...others] = digitsOf(id);
	const sum = weighted([first - 1, ...others], (index) => (index === 0 ? 10 : 2 * index - 1));
	return sum % 89 === 0;
}

function digitsOf(id: string): number[] {
	return [...id].map(Number);
}

function weighted(digits: number[], weight: (index: number) => number): number {
	return digits.reduce((sum, digit, index) => sum + digit * weight(index), 0);
}
