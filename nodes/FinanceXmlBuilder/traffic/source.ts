import { type Hash, createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import type { IBinaryData, IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { OperatorError } from '../../common/errors';
import { isCalledGzip } from '../../common/gzip';
import { readNdjson } from '../../common/ndjson';
import { binaryStream } from '../../n8n/binaryStream';
import type { Settings } from '../builderSettings';
import type { Traffic } from '../writeXml';
import { isRecord } from '../../common/value';
import type { TrafficKind, TrafficSummary } from '../../common/traffic';
import { type Row, RowCounter } from './totals';

/**
 * Finds the rows of an item where the operator says; a file is opened only for reading.
 *
 * @param baseName of the XML file; the traffic's file name derives from it
 */
export function openTraffic(
	context: IExecuteFunctions,
	itemIndex: number,
	settings: Pick<Settings, 'trafficFrom' | 'trafficProperty' | 'ubl'>,
	summary: TrafficSummary | undefined,
	documentLabel: string,
	baseName: string,
): Traffic {
	const { json } = context.getInputData()[itemIndex];
	if (settings.trafficFrom === 'none') {
		const totals = summary ?? new RowCounter().totals();
		return { kind: 'none', reason: summary?.reason ?? 'No rows were requested.', rows: [], totals };
	}
	if (summary?.kind === 'none') {
		return { kind: 'none', reason: summary.reason, rows: [], totals: summary };
	}
	const kind = summary?.kind ?? kindFor(json);
	if (settings.trafficFrom === 'field') {
		const rows = rowsInField(json, settings.trafficProperty, documentLabel);
		return { kind, rows, summary, totals: summary ?? totalsOf(rows) };
	}
	const file = trafficFile(context, itemIndex, settings.trafficProperty, summary, documentLabel);
	const isCompressed = isCalledGzip(file);
	const measure = new FileMeasure(settings.ubl?.invoice.trafficFileHash === 'sha256');
	return {
		kind,
		rows: rowsInFile(context, file, documentLabel, measure),
		summary,
		totals: summary,
		file: {
			name: `${baseName}.ndjson${isCompressed ? '.gz' : ''}`,
			isCompressed,
			bytes: () => measure.bytes,
			sha256: () => measure.sha256(),
		},
	};
}

/** Measures a file as it is read. */
class FileMeasure {
	bytes = 0;
	private readonly hash?: Hash;

	constructor(withHash: boolean) {
		if (withHash) this.hash = createHash('sha256');
	}

	/** @param open called at the first row */
	async *read(open: () => Promise<Readable>): AsyncGenerator<Buffer> {
		for await (const chunk of (await open()) as AsyncIterable<Buffer>) {
			this.bytes += chunk.length;
			this.hash?.update(chunk);
			yield chunk;
		}
	}

	sha256(): string | undefined {
		return this.hash?.copy().digest('hex');
	}
}

/** The kind of rows without a summary: the rows of a purchase document are its supplier's. */
function kindFor(document: IDataObject): TrafficKind {
	return document.documentClassArea === 'purchase' ? 'control' : 'customer';
}

function rowsInField(json: IDataObject, field: string, documentLabel: string): Row[] {
	const rows = field in json ? json[field] : field.split('.').reduce<unknown>(fieldOf, json);
	if (Array.isArray(rows) && rows.every(isRecord)) return rows;
	throw new OperatorError(
		Array.isArray(rows)
			? `${documentLabel}: an entry of the field "${field}" is not an object, so it is not a row`
			: `${documentLabel} has no list of rows in the field "${field}"`,
		{ description: 'Name the field with the rows, or choose another source for them.' },
	);
}

function fieldOf(value: unknown, name: string): unknown {
	return isRecord(value) && Object.hasOwn(value, name) ? value[name] : undefined;
}

function totalsOf(rows: Row[]): ReturnType<RowCounter['totals']> {
	const counter = new RowCounter();
	for (const row of rows) counter.add(row);
	return counter.totals();
}

function trafficFile(
	context: IExecuteFunctions,
	itemIndex: number,
	property: string,
	summary: TrafficSummary | undefined,
	documentLabel: string,
): IBinaryData {
	try {
		return context.helpers.assertBinaryData(itemIndex, property);
	} catch (cause) {
		const expected = summary ? `, though ${summary.rowCount} rows were fetched for it` : '';
		throw new OperatorError(
			`${documentLabel} has no traffic file in the binary field "${property}"${expected}`,
			{
				description:
					'Put HORISEN Traffic Report before this node and keep its binary data, or choose "None" if documents have no rows.',
				cause,
			},
		);
	}
}

function rowsInFile(
	context: IExecuteFunctions,
	file: IBinaryData,
	documentLabel: string,
	measure: FileMeasure,
): AsyncGenerator<Row> {
	return readNdjson(
		measure.read(async () => await binaryStream(context, file)),
		`${documentLabel}, ${file.fileName ?? 'traffic file'}`,
	);
}
