/** The same rows and the same document for every contender, made without chance. */

const COUNTRIES = ['Germany', 'Bosnia & Herzegovina', 'Côte d’Ivoire', 'Switzerland', 'Türkiye'];

/** A customer's traffic row with 17 fields, as HORISEN Traffic Report sends it. */
function row(index) {
	const inSmsCnt = (index * 7919) % 5003;
	const sellPrice = ((index % 900) + 100) / 10_000;
	return {
		customerId: 512,
		billingAccountId: 3000 + (index % 300),
		billingAccountName: `Direct routes ${index % 300}`,
		countryId: index % 240,
		countryName: COUNTRIES[index % COUNTRIES.length],
		countryCode2: 'DE',
		operatorId: index % 900,
		operatorName: index % 50 === 0 ? `Operator <${index % 900}> & Co` : `Operator ${index % 900}`,
		inSmsCnt,
		sellPrice,
		sellPriceSinceDt: '2023-05-01T00:00:00.000Z',
		sellCurrencyCode: 'EUR',
		mcc: String((index * 31) % 1000).padStart(3, '0'),
		mnc: String(index % 100).padStart(2, '0'),
		startDt: '2023-06-01T00:00:00.000Z',
		endDt: '2023-06-30T23:59:59.000Z',
		totalAmount: Number((inSmsCnt * sellPrice).toFixed(4)),
	};
}

const document = {
	documentUuid: '1f0c2f5e-6a4e-4c0e-9c2a-0d3b8f1a0001',
	id: 4711,
	bizPartner: { name: 'Orange Côte d’Ivoire & Söhne', city: 'Abidjan' },
	documentDate: '2023-06-30',
	documentNumber: '300923-1',
	currencyCode: 'EUR',
	amountNoVat: 10.55,
	vat: 2.11,
	total: 12.66,
	items: [{ id: 1, name: 'Bulk SMS', quantity: 1, price: 10.55, totalNoVat: 10.55 }],
};

/** What the builders that take one object get: names and nesting as in our own format. */
function wholeDocument(rows) {
	return { ...document, items: { item: document.items }, traffic: { row: rows } };
}

module.exports = { row, document, wholeDocument };
