export type InvoiceType = 'services' | 'conference' | 'voice';
export type FileType = 'INV' | 'CDR';
export type BpType = 'VAD' | 'DR' | 'IR';

/** One file of the portal, with the source of its content. */
export interface InvoiceFile {
	companyId: string;
	companyName: string;
	bpType: BpType;
	/** `YYYY-MM` */
	billingPeriod: string;
	invoiceType: InvoiceType;
	/** `YYYY-MM-DD` */
	invoiceCreationDate: string;
	fileType: FileType;
	filepath: string;
	/** The `Content-Disposition` of its download. */
	disposition: string;
	rows: number;
}

interface Company {
	id: string;
	name: string;
	bpType: BpType;
	/** The company's name in its file names. */
	slug: string;
}

export const COMPANIES: Company[] = [
	{ id: '000000001111110001000010', name: 'Distribution SA', bpType: 'VAD', slug: 'dist_sa' },
	{
		id: '5a6b7c8d9e0f1a2b3c4d5e6f',
		name: 'Müller & Söhne "GmbH"',
		bpType: 'VAD',
		slug: 'Müller & Söhne',
	},
	{ id: '6f5e4d3c2b1a0f9e8d7c6b5a', name: '東京テレコム', bpType: 'VAD', slug: '東京 50%' },
	{ id: '5fd0c3a1b2e4f60718293a4b', name: 'Dir. Reseller; Ltd', bpType: 'DR', slug: 'dr_bp_test' },
	{ id: '5fd0c3a1b2e4f60718293a4c', name: "Indirect O'Reseller", bpType: 'IR', slug: "o'reseller" },
];

const TYPES: Array<{ type: InvoiceType; code: string }> = [
	{ type: 'services', code: 'SERV' },
	{ type: 'conference', code: 'CONF' },
	{ type: 'voice', code: 'VOICE' },
];

const PERIODS = 4;

/** The files of the last four whole months before a day, made on the fifth of the following month. */
export function seedFiles(today: string): InvoiceFile[] {
	return lastPeriods(today).flatMap((billingPeriod) =>
		COMPANIES.flatMap((company, companyIndex) =>
			TYPES.flatMap(({ type, code }, typeIndex) =>
				(['INV', 'CDR'] as const).map((fileType) => {
					const created = dayAfter(billingPeriod, 5 + typeIndex);
					const name = `${fileType}_${code}_${created}_${company.bpType}_${company.slug}.csv`;
					return fileOf(company, {
						billingPeriod,
						invoiceType: type,
						invoiceCreationDate: created,
						fileType,
						name: sharedName(companyIndex, type, fileType) ?? name,
						rows: fileType === 'INV' ? 3 + companyIndex : 20 + companyIndex * 7,
					});
				}),
			),
		),
	);
}

/** Two companies with a file of the same name: only the paths differ. */
function sharedName(
	companyIndex: number,
	type: InvoiceType,
	fileType: FileType,
): string | undefined {
	return companyIndex < 2 && type === 'voice' && fileType === 'INV' ? 'INV_VOICE.csv' : undefined;
}

interface FilePlan {
	billingPeriod: string;
	invoiceType: InvoiceType;
	invoiceCreationDate: string;
	fileType: FileType;
	name: string;
	rows: number;
}

/** A file of a company, with a path like the vendor's example. */
export function fileOf({ id, name: companyName, bpType }: Company, plan: FilePlan): InvoiceFile {
	const { name, ...rest } = plan;
	return {
		companyId: id,
		companyName,
		bpType,
		...rest,
		filepath: `${id}/${plan.billingPeriod}/${plan.invoiceType}/${name}`,
		disposition: dispositionOf(name),
	};
}

/** RFC 6266: names beyond ASCII go in the extended form, beside a plain one. */
function dispositionOf(name: string): string {
	const plain = name.replace(/[^\x20-\x7e]/g, '_').replace(/["\\]/g, '\\$&');
	if (/^[A-Za-z0-9._-]+$/.test(name)) return `attachment; filename=${name}`;
	const extended = encodeURIComponent(name).replace(/['()*]/g, (character) => {
		return `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
	});
	return `attachment; filename="${plain}"; filename*=UTF-8''${extended}`;
}

/** The last whole months before a day, the latest first, `YYYY-MM`. */
function lastPeriods(today: string): string[] {
	const [year, month] = today.split('-').map(Number);
	return Array.from({ length: PERIODS }, (_, index) =>
		new Date(Date.UTC(year, month - 2 - index, 1)).toISOString().slice(0, 7),
	);
}

/** A day of the month after a period. */
function dayAfter(billingPeriod: string, day: number): string {
	const [year, month] = billingPeriod.split('-').map(Number);
	return new Date(Date.UTC(year, month, day)).toISOString().slice(0, 10);
}
