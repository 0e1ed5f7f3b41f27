import type { Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import type { IBinaryKeyData, IDataObject, IExecuteFunctions } from 'n8n-workflow';
import type { Operation } from '../routing/operation';
import { storeStream } from '../routing/storeStream';
import { addedFields } from '../common/addedFields';
import { revisionOf } from '../common/revision';
import { withoutFields } from '../common/value';
import { STATUS_FIELDS } from '../Horisen/shared/statusFields';
import { type BusinessDocument, documentLabel } from './businessDocument';
import { documentFileName, ownFileName } from './fileName';
import { FileNames } from './fileNames';
import { FormatCache } from './formatCache';
import { type Settings, readSettings } from './settings';
import { describeFile } from './outputItem';
import { openTraffic } from './traffic/source';
import { readTrafficSummary } from './traffic/summary';
import { type XmlOutcome, differences, writeXml } from './writeXml';
import { XmlText } from './xml/text';

const MIME_TYPE = 'application/xml';

/** What the output item says about a file, which a preview does not have. */
const FILE_FIELDS = ['fileName', 'bytes', 'sha256'];

/** One run of the node: an XML file an item. */
export function buildXml(): Pick<Operation, 'action' | 'execute'> {
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
				format: formats.get(settings),
				text: new XmlText(settings.unsupportedCharacters),
				tolerance: settings.tolerance,
				onDifference: settings.onDifference,
			});
			const isPreview = settings.ubl?.output === 'preview';
			const file = isPreview
				? await readThrough(stream)
				: await storeStream(this, stream, { fileName, mimeType: MIME_TYPE });
			const written = outcome();
			if (settings.onDifference === 'flag') flag(this, label, written);
			const described = describeFile(json, summary, { fileName, revision, ...written });
			if (!file) return [{ json: withoutFields(described, FILE_FIELDS) as IDataObject }];
			const { binary } = this.getInputData()[itemIndex];
			return [
				{
					json: described,
					binary: { ...besideIt(settings, written, binary), [settings.outputProperty]: file },
				},
			];
		},
	};
}

/** The item without what other nodes of this package added to it. */
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

function writtenFields(document: BusinessDocument, settings: Settings): BusinessDocument {
	return settings.includeStatusFields ? document : withoutFields(document, STATUS_FIELDS);
}

/** The traffic file that an invoice names, to be delivered beside it. */
function besideIt(
	{ trafficProperty }: Settings,
	{ report }: XmlOutcome,
	binary: IBinaryKeyData | undefined,
): IBinaryKeyData {
	const file = report.trafficFile ? binary?.[trafficProperty] : undefined;
	return file ? { [trafficProperty]: file } : {};
}

/** A preview makes the file, to know whether it can be made, and keeps nothing of it. */
async function readThrough(stream: Readable): Promise<undefined> {
	stream.resume();
	await finished(stream);
	return undefined;
}

function flag(context: IExecuteFunctions, label: string, { reconciliation }: XmlOutcome): void {
	if (reconciliation.status !== 'difference') return;
	context.addExecutionHints({
		message: `${label} does not add up: ${differences(reconciliation)}`,
		type: 'warning',
		location: 'outputPane',
	});
}
