import type { Row } from '../traffic/totals';
import { attachmentOf } from './ubl/attachment';
import { checkFigures, checkHeader, refusal } from './ubl/check/check';
import type { Violation } from './ubl/check/violation';
import { completeInvoice } from './ubl/complete';
import { figuresOf } from './ubl/figures';
import { headerOf } from './ubl/header';
import type { Invoice, Line } from './ubl/invoice';
import { itemLines } from './ubl/itemLines';
import { refuseOtherClasses } from './ubl/kind';
import type { UblSettings } from './ubl/settings';
import { Skeletons } from './ubl/skeletons';
import type { Attachment } from './ubl/tree/root';
import { TrafficLines } from './ubl/trafficLines';
import type { FormatInput, XmlFile, XmlFormat } from './format';

/**
 * The format "E-Invoice (UBL 2.1)": a HORISEN document as an Invoice or CreditNote of EN 16931. Totals stand
 * before the lines and the lines may come from the rows, so the file is written once the rows have passed by:
 * what is held is one invoice, of as many lines as there are items, or countries, operators and prices.
 */
export class UblFormat implements XmlFormat {
	constructor(
		private readonly settings: UblSettings,
		private readonly skeletons = new Skeletons(),
	) {}

	/** @throws OperatorError naming everything that is missing or wrong, as far as it is known by then */
	open(input: FormatInput): XmlFile {
		const { document, trafficKind, trafficFile, stamping } = input;
		const { settings } = this;
		const label = (field: string) => stamping.label(field);
		refuseOtherClasses(document, stamping.documentLabel);
		const header = headerOf(document, settings, label);
		const violations = settings.check === 'off' ? [] : checkHeader(header);
		const traffic =
			settings.linesFrom === 'traffic' && trafficKind !== 'none'
				? new TrafficLines(header.currency, stamping)
				: undefined;
		const complete = (lines: Line[], roundings: number): Invoice => {
			const invoice = completeInvoice(header, lines, settings, roundings);
			if (settings.check !== 'off') violations.push(...checkFigures(invoice));
			this.refuse(invoice, violations, stamping.documentLabel);
			return invoice;
		};
		const fromItems = () => complete(itemLines(document, settings, header.kind.sign, label), 1);
		const itemCount = Array.isArray(document.items) ? document.items.length : 0;
		let invoice: Invoice | undefined;
		let attachment: Attachment | undefined;
		if (traffic) this.refuse(header, violations, stamping.documentLabel);
		else invoice = fromItems();
		return {
			head: '',
			row: (row: Row) => {
				traffic?.add(row);
				return '';
			},
			tail: () => {
				invoice ??=
					!traffic || traffic.isEmpty
						? fromItems()
						: complete(
								traffic.lines(header, document.selfBilling === 'yes', settings),
								Math.max(itemCount, 1),
							);
				const { head } = this.skeletons.get(invoice.kind.root, invoice.currency ?? '');
				attachment = attachmentOf(trafficFile, settings);
				return head.stamp({ ...invoice, attachment }, stamping);
			},
			report: () => ({
				...(invoice ? { invoice: figuresOf(invoice) } : {}),
				violations,
				...(attachment && trafficFile && settings.output === 'file'
					? { trafficFile: { fileName: attachment.id, bytes: trafficFile.bytes() } }
					: {}),
			}),
		};
	}

	private refuse(
		{ profile }: Pick<Invoice, 'profile'>,
		violations: Violation[],
		documentLabel: string,
	): void {
		if (
			this.settings.check === 'fail' &&
			this.settings.output === 'file' &&
			violations.length > 0
		) {
			throw refusal(documentLabel, profile, violations);
		}
	}
}
