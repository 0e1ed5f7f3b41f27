import type { IBinaryKeyData, IDataObject, IExecuteFunctions } from 'n8n-workflow';
import type { Work } from '../n8n/runOperations';
import { storeStream } from '../n8n/storeStream';
import { addedFields } from '../common/addedFields';
import { revisionOf } from '../common/revision';
import { withoutFields } from '../common/value';
import { STATUS_FIELDS } from '../common/statusFields';
import { type BusinessDocument, documentLabel } from './businessDocument';
import { documentFileName, ownFileName } from './xmlFileName';
import { FileNames } from './fileNames';
import { FormatCache } from './formatCache';
import { PreviewFormat } from './preview';
import { openSchemaCheck, schemaProperties } from './schema/openSchema';
import { type SchemaReport, reportText } from './schema/schemaCheck';
import type { SchemaChecker } from './schema/schemaChecker';
import { type Settings, readSettings } from './builderSettings';
import { describeFile } from './outputItem';
import { openTraffic } from './traffic/source';
import { readTrafficSummary } from '../common/traffic';
import { type XmlOutcome, differences, writeXml } from './writeXml';
import { XmlText } from './xml/text';

const MIME_TYPE = 'application/xml';

/** The fields of the output item about a file; a preview lacks them. */
const FILE_FIELDS = ['fileName', 'bytes', 'sha256'];

/**
 * One run of the node: one XML file per item, or its preview.
 *
 * @param schemas belongs to the run, which closes it
 */
export function buildXml(schemas: SchemaChecker): Work {
	const formats = new FormatCache();
	const fileNames = new FileNames();
	return {
		action: 'Build XML',
		async execute(itemIndex) {
			const settings = readSettings(this, itemIndex);
			const { json } = this.getInputData()[itemIndex];
			const label = documentLabel(json);
			const summary = readTrafficSummary(json[settings.trafficSummaryField]);
			const document = ownFields(json, settings, summary !== undefined);
			const revision = revisionOf(document, STATUS_FIELDS);
			const fileName = fileNames.claim(
				settings.fileName === ''
					? documentFileName(json, revision)
					: ownFileName(settings.fileName),
				label,
				revision,
			);
			const isPreview = settings.output === 'preview';
			const check = await openSchemaCheck(this, itemIndex, schemas, label, isPreview);
			const format = formats.get(settings);
			const preview = isPreview ? new PreviewFormat(format, settings.previewRows) : undefined;
			const { stream, outcome } = writeXml({
				documentLabel: label,
				document: settings.format === 'custom' ? json : writtenFields(document, settings),
				traffic: openTraffic(
					this,
					itemIndex,
					settings,
					summary,
					label,
					fileName.replace(/\.xml$/, ''),
				),
				format: preview ?? format,
				text: new XmlText(settings.unsupportedCharacters),
				tolerance: settings.tolerance,
				onDifference: settings.onDifference,
				writing: settings.writing,
				check,
			});
			const describe = (written: XmlOutcome): IDataObject => {
				if (settings.onDifference === 'flag') hintAtDifference(this, label, written);
				const schemaCheck = check?.report();
				if (schemaCheck) hintAtSchema(this, label, schemaCheck);
				return {
					...describeFile(json, summary, { fileName, revision, ...written }),
					...(schemaCheck ? { schemaCheck: { ...schemaCheck } } : {}),
				};
			};
			if (preview) {
				const bytes = Buffer.concat((await stream.toArray()) as Buffer[]);
				const written = outcome();
				const json = withoutFields(describe(written), FILE_FIELDS) as IDataObject;
				return [{ json: { ...json, preview: preview.shown(bytes, written.encoding) } }];
			}
			const file = await storeStream(this, stream, { fileName, mimeType: MIME_TYPE });
			const written = outcome();
			const { binary } = this.getInputData()[itemIndex];
			return [
				{
					json: describe(written),
					binary: {
						...filesBeside(settings, written, binary, schemaProperties(this, itemIndex)),
						[settings.outputProperty]: file,
					},
				},
			];
		},
	};
}

/** The item without the fields that other nodes of this package added. */
function ownFields(
	json: IDataObject,
	{ trafficSummaryField, trafficFrom, trafficProperty, format }: Settings,
	hasSummary: boolean,
): BusinessDocument {
	const rowsAreAdded = trafficFrom === 'field' && (hasSummary || format === 'document');
	return withoutFields(json, [
		...addedFields(json),
		...(hasSummary ? [trafficSummaryField] : []),
		...(rowsAreAdded ? [trafficProperty] : []),
	]);
}

/** Of the fields that change by themselves, an e-invoice uses only the paid amount, if the operator says so. */
function writtenFields(document: BusinessDocument, settings: Settings): BusinessDocument {
	return settings.includeStatusFields || settings.format === 'ubl'
		? document
		: withoutFields(document, STATUS_FIELDS);
}

/**
 * The files to deliver with the document: the item's other files, and the traffic under the name in the invoice. The
 * sources and schemas of the document are dropped.
 */
function filesBeside(
	{ trafficProperty, trafficFrom }: Settings,
	{ report }: XmlOutcome,
	binary: IBinaryKeyData = {},
	schemas: string[],
): IBinaryKeyData {
	const others = withoutFields(binary, schemas) as IBinaryKeyData;
	if (trafficFrom !== 'binary') return others;
	const { [trafficProperty]: traffic, ...rest } = others;
	const named = report.trafficFile as { fileName: string } | undefined;
	return named ? { ...rest, [trafficProperty]: { ...traffic, fileName: named.fileName } } : rest;
}

function hintAtDifference(
	context: IExecuteFunctions,
	label: string,
	{ reconciliation }: XmlOutcome,
): void {
	if (reconciliation.status !== 'difference') return;
	hint(context, `${label} does not add up: ${differences(reconciliation)}`);
}

function hintAtSchema(context: IExecuteFunctions, label: string, report: SchemaReport): void {
	if (report.status === 'valid') return;
	hint(context, `${label} ${reportText(report)}`);
}

function hint(context: IExecuteFunctions, message: string): void {
	context.addExecutionHints({ message, type: 'warning', location: 'outputPane' });
}
