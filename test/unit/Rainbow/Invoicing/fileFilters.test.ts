import {
	type FileFilters,
	writeFileFilters,
} from '../../../../nodes/Rainbow/Invoicing/fileFilters';

const write = (filters: Partial<FileFilters>) => writeFileFilters(filters as FileFilters);

describe('writeFileFilters', () => {
	it('leaves out what is empty', () => {
		expect(write({ companyId: ' ', bpType: null, createdOn: undefined, fileType: '' })).toBe('');
	});

	it('writes what is given, encoded', () => {
		expect(write({ companyId: 'a&b=c', billingPeriod: '2017-08', fileType: 'INV' })).toBe(
			'companyId=a%26b%3Dc&billingPeriod=2017-08&fileType=INV',
		);
	});

	it('takes dates as they are written, of any kind', () => {
		expect(write({ createdOn: new Date('2017-10-10T23:59:59Z') })).toBe(
			'invoiceCreationDate=2017-10-10',
		);
		expect(write({ createdAfter: { toISO: () => '2017-10-10T00:00:00.000+14:00' } })).toBe(
			'fromInvoiceCreationDate=2017-10-10',
		);
		expect(write({ createdBefore: '2017-10-10 08:00' })).toBe('toInvoiceCreationDate=2017-10-10');
	});

	it('takes the smallest range that holds a day', () => {
		expect(write({ createdAfter: '2024-02-28', createdBefore: '2024-03-01' })).toBe(
			'fromInvoiceCreationDate=2024-02-28&toInvoiceCreationDate=2024-03-01',
		);
	});

	it.each([
		[{ createdOn: '2017-10-10', createdAfter: '2017-10-01' }, 'Created On cannot stand beside'],
		[{ createdOn: '2017-10-10', createdBefore: '2017-10-11' }, 'Created On cannot stand beside'],
		[{ companyId: '1', bpType: 'VAD' }, 'Business Partner Type cannot stand beside'],
		[{ createdAfter: '2017-10-10', createdBefore: '2017-10-01' }, 'No day lies after'],
		[{ createdAfter: '2017-10-10', createdBefore: '2017-10-10' }, 'No day lies after'],
		[{ billingPeriod: '2017-8' }, 'Billing Period is not a month'],
		[{ createdOn: '10.10.2017' }, 'Created On is not a date'],
		[{ createdOn: '2017-02-30' }, 'Created On is not a date'],
		[{ bpType: 'vad' }, 'Business Partner Type is not one that Rainbow knows'],
		[{ invoiceType: 'sms' }, 'Invoice Type is not one that Rainbow knows'],
		[{ companyId: ['1', '2'] }, 'Company ID is not a single value'],
	])('refuses %j', (filters, message) => {
		expect(() => write(filters)).toThrow(message);
	});
});
