import Big from 'big.js';
import type { BillingAccount } from './document';
import { atTime, addDays, type Period } from './dates';
import { toNumber, sum } from './money';
import { NETWORKS } from './networks';
import type { Partner } from './partners';
import type { AmountTwist } from './plan';
import type { Random } from './random';
import { trafficRow, type TrafficRow, type TrafficSide } from './trafficRow';

export interface TrafficRequest {
	side: TrafficSide;
	partner: Partner;
	accounts: BillingAccount[];
	period: Period;
	rowCount: number;
	twist?: AmountTwist;
	/** The owner pays the customer: prices are negative. */
	negative: boolean;
}

export interface Traffic {
	rows: TrafficRow[];
	/** The exact sum of an account's rows, in the order of the accounts. */
	totals: Big[];
}

interface Charge {
	price: Big;
	messages: number;
}

/** The fraction after the cents in the sum of a document's rows. */
const RESIDUE: Partial<Record<AmountTwist, string>> = { halfCent: '0.005', itemDecimals: '0.002' };

const TINY_CHARGES: Charge[] = [
	{ price: new Big('0.1'), messages: 1 },
	{ price: new Big('0.2'), messages: 1 },
	{ price: new Big('1e-7'), messages: 1 },
	{ price: new Big('1e-7'), messages: 3 },
];

const UNBILLED_CHARGE: Charge = { price: new Big('0.07'), messages: 250 };

/**
 * Rows of an invoice, each with a unique combination of account, network and day. The last row of each
 * account balances its sum to whole cents (or to the twist's residue), so that rows sum to items exactly.
 */
export function generateTraffic(random: Random, request: TrafficRequest): Traffic {
	const { accounts, rowCount, twist } = request;
	const decimals = twist === 'tinyRows' ? 7 : 4;
	const rows: TrafficRow[] = [];
	const totals = accounts.map((account, accountIndex) => {
		const isLast = accountIndex === accounts.length - 1;
		const share = Math.floor((rowCount + accountIndex) / accounts.length);
		const charges = twist === 'tinyRows' && accountIndex === 0 ? [...TINY_CHARGES] : [];
		while (charges.length < share - 1) {
			const units = random.integer(12, 950);
			charges.push({
				price: new Big(units).div(10_000),
				messages: random.integer(1, 10 ** random.integer(1, 4)),
			});
		}
		const residue = (isLast && twist && RESIDUE[twist]) || '0';
		charges.push(balance(charges, decimals, new Big(residue)));
		const signed = charges.map(({ price, messages }) => ({
			price: request.negative ? price.times(-1) : price,
			messages,
		}));
		rows.push(...signed.map((charge, index) => rowFor(request, account, charge, index)));
		if (isLast && twist === 'rowTooMany') {
			rows.push(rowFor(request, account, UNBILLED_CHARGE, signed.length));
		}
		return sum(signed.map(({ price, messages }) => price.times(messages)));
	});
	return { rows, totals };
}

/** A charge in the smallest price unit that brings the charges to whole cents plus the residue. */
function balance(charges: Charge[], decimals: number, residue: Big): Charge {
	const price = new Big(10).pow(-decimals);
	const total = sum(charges.map((charge) => charge.price.times(charge.messages)));
	const missing = residue.minus(total.mod('0.01')).plus('0.01').mod('0.01');
	const units = Number(missing.div(price).toFixed(0));
	return { price, messages: units === 0 ? Number(new Big('0.01').div(price).toFixed(0)) : units };
}

function rowFor(
	{ side, partner, period }: TrafficRequest,
	account: BillingAccount,
	{ price, messages }: Charge,
	index: number,
): TrafficRow {
	const network = NETWORKS[index % NETWORKS.length];
	const day = addDays(period.from, Math.floor(index / NETWORKS.length));
	return trafficRow(side, {
		partnerId: partner.id,
		account,
		network,
		messages,
		price: toNumber(price),
		totalAmount: toNumber(price.times(messages)),
		priceSince: atTime(addDays(period.from, -index), '00:00:00'),
		currency: partner.currency,
		startDt: atTime(day, '00:00:00'),
		endDt: atTime(day, '23:59:59'),
	});
}
