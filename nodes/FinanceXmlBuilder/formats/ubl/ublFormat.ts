import type { Row } from '../../traffic/totals';
import { embeddedFile, fileBeside } from './attachment';
import { checkFigures, checkHeader, refusal, releasesOf } from './check/checkInvoice';
import { holding, type RuleSet } from './check/ruleSet';
import type { Violation } from './check/violation';
import { completeInvoice } from './complete';
import { figuresOf } from './figures';
import { headerOf } from './header';
import type { Invoice, InvoiceHeader, Line } from './invoice';
import { itemLines } from './itemLines';
import { refuseOtherClasses } from './kind';
import { PROFILES } from './profile';
import type { UblSettings } from './ublSettings';
import { Skeletons } from './skeletons';
import { TrafficCsv } from './trafficCsv';
import { TrafficLines } from './trafficLines';
import type { FormatInput, XmlFile, XmlFormat } from '../format';

/**
 * The format "E-Invoice (UBL 2.1)": a HORISEN document as an Invoice or CreditNote of EN 16931. Totals come before the
 * lines, and the lines may come from the rows, so the file is written after the rows have passed. Memory holds one
 * invoice, with a line per item, or per country, operator and price. Embedded rows come before all totals and are
 * written as they pass.
 */
export class UblFormat implements XmlFormat {
	constructor(
		private readonly settings: UblSettings,
		private readonly skeletons = new Skeletons(),
	) {}

	/** @throws OperatorError naming everything that is missing or wrong so far */
	open(input: FormatInput): XmlFile {
		const { document, trafficKind, trafficFile, stamping } = input;
		const { settings } = this;
		const label = (field: string) => stamping.label(field);
		refuseOtherClasses(document, stamping.documentLabel);
		const header = headerOf(document, settings, label);
		const ruleSets = holding(PROFILES[settings.profile], header);
		// A preview shows what is missing.
		const isChecked = settings.check !== 'off' || settings.output === 'preview';
		const violations = isChecked ? checkHeader(header, ruleSets) : [];
		const traffic =
			settings.linesFrom === 'traffic' && trafficKind !== 'none'
				? new TrafficLines(header.currency, settings, stamping)
				: undefined;
		const csv =
			settings.invoice.trafficFile === 'embedded' && trafficKind !== 'none'
				? new TrafficCsv(trafficKind, stamping)
				: undefined;
		const complete = (lines: Line[], roundings: number): Invoice => {
			const invoice = completeInvoice(header, lines, settings, roundings);
			if (isChecked) violations.push(...checkFigures(invoice, ruleSets));
			this.refuse(header, ruleSets, violations, stamping.documentLabel);
			return invoice;
		};
		const fromItems = () => complete(itemLines(document, settings, header, label), 1);
		const itemCount = Array.isArray(document.items) ? document.items.length : 0;
		let invoice: Invoice | undefined;
		let attachment = csv && embeddedFile(settings);
		if (traffic) this.refuse(header, ruleSets, violations, stamping.documentLabel);
		else invoice = fromItems();
		const skeleton = this.skeletons.get(header.kind.root, header.currency ?? '', csv !== undefined);
		return {
			// With an embedded file, everything before it is known before the rows; without one, the file is written at the
			// end.
			head: csv ? skeleton.head.stamp({ ...header, attachment }, stamping) : '',
			row: (row: Row) => {
				traffic?.add(row);
				return csv?.add(row) ?? '';
			},
			tail: () => {
				invoice ??=
					!traffic || traffic.isEmpty
						? fromItems()
						: complete(
								traffic.lines(header, document.selfBilling === 'yes'),
								Math.max(itemCount, 1),
							);
				if (csv) return csv.end() + skeleton.tail.stamp(invoice, stamping);
				attachment = fileBeside(trafficFile, settings);
				return skeleton.head.stamp({ ...invoice, attachment }, stamping);
			},
			report: () => ({
				...(invoice ? { invoice: figuresOf(invoice) } : {}),
				violations,
				...(isChecked ? { rules: releasesOf(ruleSets) } : {}),
				...(attachment && trafficFile && !csv && settings.output === 'file'
					? { trafficFile: { fileName: attachment.id, bytes: trafficFile.bytes() } }
					: {}),
			}),
		};
	}

	private refuse(
		header: InvoiceHeader,
		ruleSets: readonly RuleSet[],
		violations: Violation[],
		documentLabel: string,
	): void {
		if (
			this.settings.check === 'fail' &&
			this.settings.output === 'file' &&
			violations.length > 0
		) {
			throw refusal(documentLabel, header, ruleSets, violations);
		}
	}
}
