import type { BilledTraffic, TrafficKind } from '../../../common/traffic';
import { type FileSkeleton, compileFile } from '../../xml/skeleton';
import type { RowTotals } from '../../xml/stamping';
import type { Content, Element } from '../../xml/tree';
import { DOCUMENT, type Scope, TRAFFIC_ROW } from './documentElements';
import { otherFields } from './otherFields';
import { contentOf, elementsOf } from './documentTree';
import type { FormatInput, XmlFile, XmlFormat } from '../format';

const NAMESPACE = 'urn:n8n-nodes-telecom-finance:document:1';

/**
 * The format "Document": all fields of a HORISEN document, its partner, its items and its traffic rows, with the
 * vendor's field names and in a fixed order, as described in `document.xsd`. An absent value (`null`, `""`, an empty
 * object or list) has no element. Unknown fields become `otherField`s.
 *
 * Refused, by document and field: a missing `documentUuid`, a missing required amount (`amountNoVat`, `total`,
 * an item's `totalNoVat`, a row's count, price and `totalAmount`), and any invalid amount.
 */
export class DocumentFormat implements XmlFormat {
	private readonly skeletons = new Map<TrafficKind, FileSkeleton<Scope>>();

	open({ document, trafficKind, stamping }: FormatInput): XmlFile {
		const { head, row, tail } = this.skeleton(trafficKind);
		return {
			head: head.stamp(document, stamping),
			row: (one) => row.stamp(one, stamping),
			tail: () => tail.stamp(document, stamping),
		};
	}

	private skeleton(kind: TrafficKind): FileSkeleton<Scope> {
		let skeleton = this.skeletons.get(kind);
		if (!skeleton) {
			skeleton = compileFile(documentTree(kind));
			this.skeletons.set(kind, skeleton);
		}
		return skeleton;
	}
}

function documentTree(kind: TrafficKind): Element<Scope> {
	return {
		kind: 'element',
		name: 'document',
		attributes: [
			{ name: 'xmlns', value: NAMESPACE },
			{ name: 'version', value: '1.0' },
		],
		content: [
			...elementsOf(DOCUMENT),
			...(kind === 'none' ? [] : [trafficElement(kind)]),
			otherFields(DOCUMENT.map(({ name }) => name)),
		],
	};
}

/** One row per line, for human readers. The summary follows the rows, so that a reader can compare its own count. */
function trafficElement(kind: BilledTraffic): Element<Scope> {
	const row: Content<Scope> = {
		kind: 'element',
		name: 'row',
		content: contentOf(TRAFFIC_ROW[kind]),
	};
	return {
		kind: 'element',
		name: 'traffic',
		attributes: [{ name: 'kind', value: kind }],
		content: [
			'\n',
			{ kind: 'rows', content: [row, '\n'] },
			{
				kind: 'element',
				name: 'summary',
				content: [
					totalElement('rowCount'),
					totalElement('totalAmount'),
					totalElement('messageCount'),
				],
			},
			'\n',
		],
	};
}

function totalElement(name: keyof RowTotals): Element<Scope> {
	return {
		kind: 'element',
		name,
		content: [{ kind: 'value', field: name, of: (_, { totals }) => totals?.[name]?.toString() }],
	};
}
