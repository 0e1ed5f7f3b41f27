import type { InvoiceHeader, Party } from '../../invoice';
import { partyField, type Violation, whereTrue } from '../violation';
import { TREATMENT, treatmentOf } from './frenchNotes';

/** SIREN and SIRET, as identifiers of ISO 6523, and the electronic address of the French directory. */
const SIREN = '0002';
const SIRET = '0009';
const DIRECTORY = '0225';

/** A VAT group of companies: it needs a tax representative, which this node does not write. */
const VAT_GROUP = '0231';

const SELF_BILLED = '389';

/** The SIREN of both, and their addresses in the directory. */
export function checkSiren({ seller, buyer, notes, kind }: InvoiceHeader): Violation[] {
	const treatment = treatmentOf(notes);
	const isSelfBilled = kind.typeCode === SELF_BILLED;
	const hasSiren = ({ legalId, legalIdScheme }: Party) =>
		legalIdScheme === SIREN && /^\d{9}$/.test(legalId ?? '');
	const isDirectory = ({ endpointId, endpointScheme, legalId }: Party) =>
		endpointScheme === DIRECTORY && endpointId?.startsWith(legalId ?? '') === true;
	const notInDirectory = (rule: string, term: string, party: Party): Violation => ({
		rule,
		field: partyField(party, 'endpointId'),
		problem: `${term} Electronic address is not the SIREN in the French directory, for a note ${TREATMENT} B2B`,
		fix: `Fill in ${partyField(party, 'endpointId')}, e.g. ${DIRECTORY}:${party.legalId ?? '303265045'}.`,
	});
	return whereTrue(
		[
			seller.legalId !== undefined && seller.legalIdScheme !== undefined && !hasSiren(seller),
			{
				rule: 'BR-FR-10_BT-30',
				field: partyField(seller, 'legalId'),
				problem: `BT-30 Seller legal ID ${JSON.stringify(seller.legalId)} of the scheme ${seller.legalIdScheme} is not a SIREN`,
				fix: `Fill in ${partyField(seller, 'legalId')} with the nine digits of the SIREN, e.g. 303265045, and the scheme ${SIREN}.`,
			},
		],
		[
			treatment === 'B2B' && !hasSiren(buyer),
			{
				rule: 'BR-FR-11_BT-47',
				field: partyField(buyer, 'legalId'),
				problem: `BT-47 Buyer legal ID is not a SIREN, for a note ${TREATMENT} B2B`,
				fix: `Fill in ${partyField(buyer, 'legalId')} with the nine digits of the SIREN, e.g. 303265045, and the scheme ${SIREN}.`,
			},
		],
		[
			treatment === 'B2B' && !isSelfBilled && !isDirectory(buyer),
			notInDirectory('BR-FR-21_BT-49', 'BT-49', buyer),
		],
		[
			!!treatment && isSelfBilled && !isDirectory(seller),
			notInDirectory('BR-FR-22_BT-34', 'BT-34', seller),
		],
		[
			buyer.legalIdScheme === SIREN && buyer.legalId !== undefined && !hasSiren(buyer),
			{
				rule: 'BR-FR-32-LEGALID',
				field: partyField(buyer, 'legalId'),
				problem: `BT-47 Buyer legal ID ${JSON.stringify(buyer.legalId)} is not a SIREN, though its scheme is ${SIREN}`,
				fix: `Fill in ${partyField(buyer, 'legalId')} with nine digits, e.g. 303265045, or correct the scheme.`,
			},
		],
	);
}

/** Identifiers and the electronic address. */
export function checkParty(party: Party): Violation[] {
	const { identifier, identifierScheme, legalId, legalIdScheme } = party;
	if (identifier === undefined) return checkEndpoint(party);
	const field = partyField(party, 'identifier');
	const siren = legalIdScheme === SIREN ? legalId : undefined;
	return [
		...checkEndpoint(party),
		...whereTrue(
			[
				identifierScheme === undefined,
				{
					rule: 'BR-FR-CO-10',
					field: partyField(party, 'identifierScheme'),
					problem: `Identifier ${JSON.stringify(identifier)} has no scheme`,
					fix: `Fill in ${partyField(party, 'identifierScheme')}, e.g. ${SIRET} for a SIRET, or leave the identifier empty.`,
				},
			],
			[
				identifierScheme === SIRET &&
					!(/^\d{14}$/.test(identifier) && identifier.slice(0, 9) === siren),
				{
					rule: 'BR-FR-09',
					field,
					problem: `Identifier ${JSON.stringify(identifier)} is not a SIRET of the SIREN ${siren ?? ''}`,
					fix: `Fill in ${field} with 14 digits that begin with the legal ID of the scheme ${SIREN}.`,
				},
			],
			[
				identifierScheme === SIREN && !/^\d{9}$/.test(identifier),
				{
					rule: 'BR-FR-32-ID',
					field,
					problem: `Identifier ${JSON.stringify(identifier)} is not a SIREN, though its scheme is ${SIREN}`,
					fix: `Fill in ${field} with nine digits, or correct the scheme.`,
				},
			],
			[
				identifierScheme === '0224' && !/^[A-Za-z0-9+\-_.]{1,100}$/.test(identifier),
				{
					rule: 'BR-FR-24',
					field,
					problem: `Identifier ${JSON.stringify(identifier)} is not a routing code`,
					fix: `Fill in ${field} with only letters, digits and + - _ ., at most 100.`,
				},
			],
			[
				identifierScheme === VAT_GROUP,
				{
					rule: 'BR-FR-CO-15',
					field,
					problem:
						'A member of a VAT group needs its tax representative (BG-11), which this node does not write',
					fix: `Give the SIRET with the scheme ${SIRET} instead.`,
				},
			],
		),
	];
}

function checkEndpoint(party: Party): Violation[] {
	const { endpointId = '', endpointScheme } = party;
	return whereTrue([
		endpointId.length > 125 ||
			(endpointId !== '' &&
				endpointScheme === DIRECTORY &&
				!/^[A-Za-z0-9+\-_.]+$/.test(endpointId)),
		{
			rule: 'BR-FR-23',
			field: partyField(party, 'endpointId'),
			problem: `Electronic address ${JSON.stringify(endpointId)} is not from the French directory`,
			fix: `Fill in ${partyField(party, 'endpointId')}, e.g. ${DIRECTORY}:303265045.`,
		},
	]);
}
