import type { InvoiceFile } from './data/files';
import { ApiError } from './errors';
import type { RainbowUser } from './options';

const DATE = /^\d{4}-\d{2}-\d{2}$/;

/** The documented parameters with their valid values. */
const PARAMETERS: Record<string, (value: string) => boolean> = {
	companyId: (value) => value !== '',
	billingPeriod: (value) => /^\d{4}-(0[1-9]|1[0-2])$/.test(value),
	invoiceType: (value) => ['services', 'conference', 'voice'].includes(value),
	fileType: (value) => ['INV', 'CDR'].includes(value),
	invoiceCreationDate: isDate,
	fromInvoiceCreationDate: isDate,
	toInvoiceCreationDate: isDate,
	bpType: (value) => ['VAD', 'DR', 'IR'].includes(value),
};

/**
 * The files that a user requested and may see. Both ends of the range are exclusive, and ignored beside an
 * exact date; `bpType` is for administrators, defaults to VAD for them, and is ignored beside a company.
 *
 * @throws ApiError for undocumented, repeated or malformed parameters
 */
export function wantedFiles(
	files: InvoiceFile[],
	query: URLSearchParams,
	{ roles, companyIds }: RainbowUser,
): InvoiceFile[] {
	refuseUnknown(query);
	const mayChooseType = roles.some((role) => ['superadmin', 'business_admin'].includes(role));
	if (query.has('bpType') && !mayChooseType) {
		throw new ApiError(403, 403100, 'bpType is only usable by superadmin or business_admin');
	}
	const companyId = query.get('companyId');
	if (companyId !== null && companyIds && !companyIds.includes(companyId)) {
		throw new ApiError(403, 403101, 'Access to this company is forbidden');
	}
	const bpType = mayChooseType && companyId === null ? (query.get('bpType') ?? 'VAD') : undefined;
	const wanted = (name: string, value: string) => (query.get(name) ?? value) === value;
	return files.filter(
		(file) =>
			(!companyIds || companyIds.includes(file.companyId)) &&
			(bpType === undefined || file.bpType === bpType) &&
			wanted('companyId', file.companyId) &&
			wanted('billingPeriod', file.billingPeriod) &&
			wanted('invoiceType', file.invoiceType) &&
			wanted('fileType', file.fileType) &&
			isInDates(file.invoiceCreationDate, query),
	);
}

function isInDates(created: string, query: URLSearchParams): boolean {
	const exact = query.get('invoiceCreationDate');
	if (exact !== null) return created === exact;
	const from = query.get('fromInvoiceCreationDate');
	const to = query.get('toInvoiceCreationDate');
	return (from === null || created > from) && (to === null || created < to);
}

function refuseUnknown(query: URLSearchParams): void {
	for (const [name, value] of query) {
		const isValid = Object.hasOwn(PARAMETERS, name) ? PARAMETERS[name] : undefined;
		if (!isValid) throw new ApiError(400, 400100, `Unknown query parameter: ${name}`);
		if (query.getAll(name).length > 1) throw new ApiError(400, 400103, `${name} is given twice`);
		if (!isValid(value)) throw new ApiError(400, 400104, `${name} is not valid: ${value}`);
	}
}

function isDate(value: string): boolean {
	return DATE.test(value) && !Number.isNaN(Date.parse(`${value}T00:00:00Z`));
}
