import type Big from 'big.js';
import { decimalText } from '../../../../../common/money';
import type { CodeLists } from '../../codes/codeLists';
import type { InvoiceHeader, Party, VatCategory } from '../../invoice';
import { type Violation, missing, partyField, whereTrue } from '../violation';

const CATEGORY_NAMES: Record<VatCategory, string> = {
	S: 'standard rate',
	Z: 'zero rate',
	E: 'exempt',
	AE: 'reverse charge',
	G: 'export outside the EU',
	O: 'outside the scope of VAT',
};

/** The logic of VAT categories: rates, reasons, and who must be identified. */
export function checkVat(header: InvoiceHeader, codes: CodeLists): Violation[] {
	const { vat } = header;
	const { category, percent } = vat;
	if (percent === undefined) return [missing('BR-48', 'BT-119 VAT rate', 'vatPercent')];
	if (category === undefined) return [noCategory(percent)];
	return [
		...checkRate(category, percent),
		...checkReason(header, codes),
		...checkIds(header, category),
	];
}

function noCategory(percent: Big): Violation {
	return missing(
		'BR-47',
		`BT-118 VAT category of ${decimalText(percent)} %`,
		'VAT → Category at 0 %',
		'Ask your tax adviser why no VAT is charged. Set the category: AE reverse charge, G export, O outside the scope, E exempt, Z zero rate. All but Z also need VAT → Exemption Reason.',
	);
}

function checkRate(category: VatCategory, percent: Big): Violation[] {
	return whereTrue([
		percent.lt(0),
		{
			rule: `BR-${category}-05`,
			field: 'vatPercent',
			problem: `BT-119 VAT rate is ${decimalText(percent)} %`,
			fix: 'Correct vatPercent in the source system: a rate must not be negative.',
		},
	]);
}

function checkReason(
	{ vat: { category, reason, reasonCode } }: InvoiceHeader,
	{ exemptionReasons }: CodeLists,
): Violation[] {
	const needsReason = category !== 'S' && category !== 'Z';
	return whereTrue(
		[
			needsReason && !reason && !reasonCode,
			missing(
				`BR-${category}-10`,
				`BT-120 Exemption reason, or BT-121 its code, for ${category}`,
				'VAT → Exemption Reason',
			),
		],
		[
			reasonCode !== undefined && exemptionReasons?.has(reasonCode.toUpperCase()) === false,
			{
				rule: 'BR-CL-22',
				field: 'VAT → Exemption Reason Code',
				problem: `${JSON.stringify(reasonCode)} is not a VATEX code`,
				fix: 'Give a code of the list, e.g. VATEX-EU-AE, or the reason in words.',
			},
		],
	);
}

function checkIds({ seller, buyer }: InvoiceHeader, category: VatCategory): Violation[] {
	if (category === 'O') return [];
	// BR-G-02 takes the VAT id alone; the others take a local tax number, too.
	const sellerIsKnown = seller.vatId || (category !== 'G' && seller.taxId);
	return whereTrue(
		[!sellerIsKnown, noSellerId(seller, category)],
		[
			category === 'AE' && !buyer.vatId && !buyer.legalId,
			missing(
				'BR-AE-02',
				'BT-48 Buyer VAT ID or BT-47 Buyer legal ID, for AE (reverse charge),',
				`${partyField(buyer, 'vatId')}, or ${partyField(buyer, 'legalId')}`,
			),
		],
	);
}

/** A selling partner may have a number without the country letters of a VAT ID. */
function noSellerId(seller: Party, category: VatCategory): Violation {
	const rule = `BR-${category}-02`;
	const term = `BT-31 Seller VAT ID, for ${category} (${CATEGORY_NAMES[category]}),`;
	const field = partyField(seller, 'vatId');
	if (seller.source === 'settings' || !seller.legalId) return missing(rule, term, field);
	return {
		rule,
		field,
		problem: `${term} has no letters of its country: ${JSON.stringify(seller.legalId)}`,
		fix: `Put the two letters of the country before ${field} in the source system (EL for Greece).`,
	};
}
