import { randomUUID } from 'node:crypto';
import type { INodeExecutionData, IPollFunctions } from 'n8n-workflow';
import { OperatorError } from '../../common/errors';
import { documentListing } from '../Finance/documentListing';
import { readListing } from '../../common/http/listing';
import type { Row } from '../../common/http/page';
import { Detection } from './detection';
import { eventItem, sampleEvent } from './event';
import { DocumentMemory, type SavedMemory } from './memory';
import { readSettings, type Settings } from './triggerSettings';

const DAY_MS = 24 * 60 * 60 * 1000;

/** Later than every day: on the first poll, every existing document counts as known. */
const NEVER = '9999-12-31';

const SAMPLES = 5;

/** Identifies this n8n process; another one cannot know whether the last events were run. */
const PROCESS = randomUUID().slice(0, 8);

/** Reports new and changed documents; in a run by hand, the latest ones, without remembering anything. */
export async function pollDocuments(
	context: IPollFunctions,
	process = PROCESS,
	now = new Date(),
): Promise<INodeExecutionData[][] | null> {
	const settings = readSettings(context);
	if (context.getMode() === 'manual') return [await latestDocuments(context, settings)];

	const staticData = context.getWorkflowStaticData('node') as { memory?: SavedMemory };
	const saved = staticData.memory;
	const pollBefore = saved?.poll;
	const today = now.toISOString().slice(0, 10);
	const from = windowStart(settings, saved, today);
	const { detection, memory } = await detect(context, settings, saved, from, process);

	// Another poll ended during this reading: this result is older, and the next poll finds the rest.
	if (staticData.memory?.poll !== pollBefore) return null;

	const { told, learned, waiting } = detection;
	const day = waiting > 0 ? daysBefore(from, -settings.lookBackDays) : today;
	// Write once, before returning the events: n8n saves the data when it gets them.
	staticData.memory = {
		poll: (pollBefore ?? 0) + 1,
		process,
		day,
		watch: settings.watch,
		documents: memory.write(daysBefore(day, settings.lookBackDays)),
		before: told.length > 0 ? detection.before : (saved?.before ?? []),
	};
	const items = told.map(({ document, event }) => eventItem(document, event));
	// Without events, n8n saves nothing, except after the first poll. A restart would then forget a document's state and
	// miss a change: only an empty run makes n8n save.
	const mustSave = saved !== undefined && settings.watch.length > 0 && learned;
	return items.length > 0 || mustSave ? [items] : null;
}

async function detect(
	context: IPollFunctions,
	settings: Settings,
	saved: SavedMemory | undefined,
	from: string,
	process: string,
): Promise<{ detection: Detection; memory: DocumentMemory }> {
	const { filters, lookBackOn, maxDocuments, options, watch } = settings;
	const query = [...filters, `gte(${lookBackOn})=${from}`, `sort=${lookBackOn},id`];
	const listing = documentListing(context, query, options, maxDocuments + 1);
	return await readListing(listing, async (pages) => {
		// A shifting listing is read again, so each reading starts from the saved memory.
		const memory = saved ? DocumentMemory.read(saved, watch) : new DocumentMemory();
		if (saved && saved.process !== process && settings.repeatAfterRestart) {
			memory.takeBack(saved, watch);
		}
		const detection = new Detection(memory, {
			...settings,
			dayField: lookBackOn,
			from,
			knownBefore: saved ? undefined : (settings.startDate ?? NEVER),
		});
		let count = 0;
		for await (const documents of pages) {
			count += documents.length;
			if (count > maxDocuments) throw tooMany(from, maxDocuments);
			for (const document of documents) detection.see(document);
		}
		return { detection, memory };
	});
}

/** The first day of the window. Days without a poll are added to the look-back. */
function windowStart(
	{ lookBackDays, startDate }: Settings,
	saved: SavedMemory | undefined,
	today: string,
): string {
	const caughtUp = saved ? saved.day : today;
	const start = daysBefore(caughtUp < today ? caughtUp : today, lookBackDays);
	return !saved && startDate !== undefined && startDate < start ? startDate : start;
}

function daysBefore(day: string, days: number): string {
	return new Date(Date.parse(`${day}T00:00:00Z`) - days * DAY_MS).toISOString().slice(0, 10);
}

async function latestDocuments(
	context: IPollFunctions,
	{ created, filters, lookBackOn, options, watch }: Settings,
): Promise<INodeExecutionData[]> {
	const query = [...filters, `sort=-${lookBackOn},-id`];
	const type = created ? 'documentCreated' : 'documentChanged';
	const items: INodeExecutionData[] = [];
	await readListing(documentListing(context, query, options, SAMPLES), async (pages) => {
		items.length = 0;
		const sample = (document: Row) =>
			sampleEvent(String(document.documentUuid), type, created ? [] : watch);
		for await (const documents of pages) {
			items.push(...documents.map((document) => eventItem(document, sample(document))));
		}
	});
	if (items.length > 0) return items;
	throw new OperatorError('HORISEN has no document that matches the filters', {
		description: 'Widen the filters to get sample documents for building the workflow.',
	});
}

function tooMany(from: string, maxDocuments: number): OperatorError {
	return new OperatorError(
		`The look-back holds more than ${maxDocuments} documents (since ${from}), the most that the trigger remembers`,
		{
			description:
				'No event was reported, and none is lost: they come once the trigger can poll again. Shorten Look Back, narrow the filters, or raise Remembered Documents in the options.',
		},
	);
}
