import type { Operation } from '../../routing/operation';
import { methodUrlField } from '../shared/methodUrl';
import { balanceOptions, getBalance } from './balance';
import { periodFields } from './period';

const URL_FIELD = 'partnerBalanceUrl';

/** VoIPcloud does not publish this answer's fields: those of a customer's balance are read where they are. */
export const getPartnerBalance: Operation = {
	value: 'getPartner',
	name: 'Get Partner',
	action: 'Get the balance of the partner',
	description: 'Get your own balance as a partner in a period',
	fields: [...periodFields, methodUrlField(URL_FIELD, 'get-partner-balance'), balanceOptions()],
	async execute(itemIndex) {
		return await getBalance(this, itemIndex, {
			urlField: URL_FIELD,
			subject: "the partner's balance",
			complete: false,
		});
	},
};
