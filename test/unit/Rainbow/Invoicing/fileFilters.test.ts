import {
	type FileFilters,
	writeFileFilters,
} from '../../../../nodes/Rainbow/Invoicing/fileFilters';

const write = (filters: Partial<FileFilters>, created = { from: '', to: '' }) =>
	writeFileFilters(filters as FileFilters, created);

describe('writeFileFilters', () => {
	it('leaves out what is empty', () => {
		expect(write({ companyId: ' ', bpType: null, fileType: '' })).toBe('');
	});

	it('writes what is given, encoded', () => {
		expect(write({ companyId: 'a&b=c', billingPeriod: '2017-08', fileType: 'INV' })).toBe(
			'companyId=a%26b%3Dc&billingPeriod=2017-08&fileType=INV',
		);
	});

	it('asks for one day more on both sides of the period, because Rainbow leaves both ends out', () => {
		expect(write({}, { from: '2024-02-29', to: '2024-02-29' })).toBe(
			'fromInvoiceCreationDate=2024-02-28&toInvoiceCreationDate=2024-03-01',
		);
		expect(write({}, { from: '2024-01-01', to: '' })).toBe('fromInvoiceCreationDate=2023-12-31');
	});

	it.each([
		[{ companyId: '1', bpType: 'VAD' }, 'Business Partner Type cannot be used with'],
		[{ billingPeriod: '2017-8' }, 'Billing Period is not a month'],
		[{ bpType: 'vad' }, 'Business Partner Type is not one that Rainbow knows'],
		[{ invoiceType: 'sms' }, 'Invoice Type is not one that Rainbow knows'],
		[{ companyId: ['1', '2'] }, 'Company ID is not a single value'],
	])('refuses %j', (filters, message) => {
		expect(() => write(filters)).toThrow(message);
	});
});
