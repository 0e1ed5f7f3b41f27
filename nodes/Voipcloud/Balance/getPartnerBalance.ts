import type { Operation } from '../../n8n/operation';
import { methodUrlField } from '../shared/methodUrl';
import { balanceOptions, getBalance } from './balance';
import { periodFields } from '../../n8n/periodFields';

const URL_FIELD = 'partnerBalanceUrl';

/** VoIPcloud does not publish this answer's fields: the fields of a customer's balance are read if present. */
export const getPartnerBalance: Operation = {
	value: 'getPartner',
	name: 'Get Partner',
	action: 'Get the balance of the partner',
	description: 'Get your own balance as a partner in a period',
	fields: [
		...periodFields('balances', { openEnds: false }),
		methodUrlField(URL_FIELD, 'get-partner-balance'),
		balanceOptions(),
	],
	async execute(itemIndex) {
		return await getBalance(this, itemIndex, {
			urlField: URL_FIELD,
			subject: "the partner's balance",
			complete: false,
		});
	},
};
