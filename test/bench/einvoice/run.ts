import { finished } from 'node:stream/promises';
import Big from 'big.js';
import { PROFILES, type ProfileName } from '../../../nodes/FinanceXmlBuilder/formats/ubl/profile';
import { Skeletons } from '../../../nodes/FinanceXmlBuilder/formats/ubl/skeletons';
import { UblFormat } from '../../../nodes/FinanceXmlBuilder/formats/ubl/ublFormat';
import { writeXml } from '../../../nodes/FinanceXmlBuilder/writeXml';
import { AS_IS } from '../../../nodes/FinanceXmlBuilder/writing/writing';
import { XmlText } from '../../../nodes/FinanceXmlBuilder/xml/text';
import { POSTPAID_SMS } from '../../fixtures/documents';
import { ublSettings } from '../../unit/FinanceXmlBuilder/formats/ubl/settings';
import { runIn } from '../runIn';

const INVOICES = 1_000;
const LINES = 50;
/** Of a profile, on one core. */
const TARGET_SECONDS = 10;

/** `npm run bench -- einvoice`: invoices made and checked by the rules of each profile, and how long that takes. */
runIn('bench-einvoice-', async () => {
	console.log(`${INVOICES} invoices of ${LINES} lines, made and checked`);
	let targetsMet = true;
	for (const profile of Object.keys(PROFILES) as ProfileName[]) {
		const { cpuSeconds, bytes, violations } = await measured(profile);
		const met = cpuSeconds < TARGET_SECONDS;
		targetsMet &&= met;
		console.log(
			`${profile}: ${cpuSeconds.toFixed(2)} s of CPU, ${(bytes / 1e6).toFixed(1)} MB, ${violations} violations an invoice; target ${TARGET_SECONDS} s ${met ? 'met' : 'MISSED'}`,
		);
	}
	return targetsMet;
});

/** The CPU time of all threads, including those on other cores. */
async function measured(
	profile: ProfileName,
): Promise<{ cpuSeconds: number; bytes: number; violations: number }> {
	const format = new UblFormat(ublSettings({ profile, check: 'report' }), new Skeletons());
	const before = process.cpuUsage();
	let bytes = 0;
	let violations = 0;
	for (let number = 1; number <= INVOICES; number++) {
		const { stream, outcome } = writeXml({
			documentLabel: `Document "${number}"`,
			document: documentOf(number),
			traffic: { kind: 'none', rows: [] },
			format,
			text: new XmlText('replace'),
			tolerance: new Big('0.01'),
			onDifference: 'flag',
			writing: AS_IS,
		});
		stream.resume();
		await finished(stream);
		const { report, ...measure } = outcome();
		bytes += measure.bytes;
		violations = (report.violations as unknown[]).length;
	}
	const { user, system } = process.cpuUsage(before);
	return { cpuSeconds: (user + system) / 1e6, bytes, violations };
}

function documentOf(number: number): Record<string, unknown> {
	const items = Array.from({ length: LINES }, (_, index) => {
		const quantity = 1_000 + number + index;
		return {
			id: index,
			name: `SMS Traffic to network ${index} & others`,
			quantity,
			price: 0.0125,
			measureUnit: 'PIECE',
			totalNoVat: Number(new Big(quantity).times('0.0125')),
		};
	});
	const exact = items.reduce((sum, { totalNoVat }) => sum.plus(totalNoVat), new Big(0));
	const net = exact.round(2, Big.roundHalfUp);
	const vat = net.times('0.2').round(2, Big.roundHalfUp);
	const [amountNoVat, amountVat] = [Number(net), Number(net.plus(vat))];
	return {
		...POSTPAID_SMS,
		documentNumber: `2026/${number}`,
		...{ amountNoVat, vatPercent: 20, vat: Number(vat), amountVat, total: amountVat },
		...{ domesticAmountNoVat: amountNoVat, domesticAmountVat: amountVat },
		items,
	};
}
