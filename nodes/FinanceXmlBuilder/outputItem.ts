import type { IDataObject } from 'n8n-workflow';
import { DELIVERY_FIELD, isPlannedDelivery } from '../common/addedFields';
import { decimalOrNone, decimalText } from '../common/money';
import type { TrafficSummary } from '../common/traffic';
import type { XmlOutcome } from './writeXml';
import { isAbsent, isRecord } from '../common/value';

const DOCUMENT_TOTALS = ['amountNoVat', 'vat', 'amountVat', 'rounding', 'total'];

/** The output item's fields about the file: its document, its content and how to check it. */
export function describeFile(
	document: IDataObject,
	summary: TrafficSummary | undefined,
	file: XmlOutcome & { fileName: string; revision: string },
): IDataObject {
	const { documentUuid, id, documentNumber, bizPartner, bizPartnerExternalRefId } = document;
	const { totals, reconciliation, replacedCharacters, report } = file;
	return {
		...present({
			documentUuid,
			id,
			documentNumber,
			bizPartnerName: isRecord(bizPartner) ? bizPartner.name : undefined,
			bizPartnerExternalRefId,
			currencyCode: document.currencyCode,
		}),
		fileName: file.fileName,
		bytes: file.bytes,
		sha256: file.sha256,
		revision: file.revision,
		rowCount: totals?.rowCount ?? 0,
		totals: present({
			...amountsOf(document),
			trafficAmount: totals?.totalAmount,
			messageCount: totals?.messageCount,
		}),
		...present({ trafficDigest: summary?.digest }),
		reconciliation: { ...reconciliation },
		textPolicy: { replacedCharacters },
		...(isPlannedDelivery(document[DELIVERY_FIELD])
			? { [DELIVERY_FIELD]: document[DELIVERY_FIELD] }
			: {}),
		...report,
	};
}

function amountsOf(document: IDataObject): Record<string, string> {
	return Object.fromEntries(
		DOCUMENT_TOTALS.flatMap((field) => {
			const amount = decimalOrNone(document[field]);
			return amount ? [[field, decimalText(amount)]] : [];
		}),
	);
}

function present(fields: Record<string, unknown>): IDataObject {
	return Object.fromEntries(
		Object.entries(fields).filter(([, value]) => !isAbsent(value)),
	) as IDataObject;
}
