import { simplified } from '../../../../nodes/Horisen/Rates/rate';

const RATE = {
	countryName: 'Switzerland',
	operator: 'Berg & Tal',
	continent: 'Europe',
	mcc: '228',
	mnc: '02',
	operatorID: '7561',
	price: { value: 1e-7, currency: 978, currencyIso: 'EUR' },
};
const NETWORK = {
	countryName: 'Switzerland',
	operator: 'Berg & Tal',
	continent: 'Europe',
	mcc: '228',
	mnc: '02',
	operatorID: '7561',
};

describe('a simplified rate', () => {
	it('is flat, with its price as exact decimal text', () => {
		expect(simplified(RATE, false)).toEqual({ ...NETWORK, price: '0.0000001', currency: 'EUR' });
	});

	it("computes the difference from the prices, not from HORISEN's text", () => {
		const previousPrice = { value: 3e-7, currency: 978, currencyIso: 'EUR' };
		const compared = { ...RATE, previousPrice, difference: '0', differencePercentage: '0.00' };
		expect(simplified(compared, true)).toEqual({
			...NETWORK,
			price: '0.0000001',
			currency: 'EUR',
			previousPrice: '0.0000003',
			previousCurrency: 'EUR',
			difference: '-0.0000002',
			differencePercentage: '-66.6667',
		});
	});

	it.each([undefined, null, {}, { value: null }])('has no difference from %p', (previousPrice) => {
		expect(simplified({ ...RATE, previousPrice }, true)).toMatchObject({
			previousPrice: null,
			previousCurrency: null,
			difference: null,
			differencePercentage: null,
		});
	});

	it('has no difference between two currencies', () => {
		const previousPrice = { value: 3e-7, currency: 840 };
		expect(simplified({ ...RATE, previousPrice }, true)).toMatchObject({
			previousPrice: '0.0000003',
			previousCurrency: '840',
			difference: null,
		});
	});
});
