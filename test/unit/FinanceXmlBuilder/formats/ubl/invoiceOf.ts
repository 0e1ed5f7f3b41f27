import { UblFormat } from '../../../../../nodes/FinanceXmlBuilder/formats/ubl/ublFormat';
import { Skeletons } from '../../../../../nodes/FinanceXmlBuilder/formats/ubl/skeletons';
import { Stamping } from '../../../../../nodes/FinanceXmlBuilder/xml/stamping';
import { XmlText } from '../../../../../nodes/FinanceXmlBuilder/xml/text';
import type { Billing } from './arbitrary';
import { ublSettings } from './settings';

const skeletons = new Skeletons();

/** The invoice of a generated document, or the error of the node's check. */
export function invoiceOf({ document, settings, rows }: Billing): string {
	const format = new UblFormat(ublSettings(settings), skeletons);
	const stamping = new Stamping('Document "1"', new XmlText('replace'));
	const trafficKind = rows ? 'customer' : 'none';
	const file = format.open({ document, trafficKind, stamping });
	const written = (rows ?? []).map((row) => file.row(row));
	return file.head + written.join('') + file.tail();
}
