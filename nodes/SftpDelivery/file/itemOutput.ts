import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { nameOf } from '../../common/remoteNames';
import type { Delivered, Outcome } from '../deliver/delivery';

/** The input item's JSON with the outcome of its files, without the files themselves. */
export function itemOutput(
	context: IExecuteFunctions,
	itemIndex: number,
	{ document, files }: Delivered,
	startedAt: number,
): INodeExecutionData[] {
	const milliseconds = Math.round(performance.now() - startedAt);
	const { json } = context.getInputData()[itemIndex];
	return [
		{
			json: {
				...json,
				// A compressed file has another name than in the item.
				...('fileName' in json ? { fileName: nameOf(document.remotePath) } : {}),
				...ordered(document, { milliseconds }),
				...(files.length > 1 ? { files: files.map(fileOutput) } : {}),
			},
		},
	];
}

function fileOutput(file: Outcome): IDataObject {
	return { fileName: nameOf(file.remotePath), ...ordered(file) };
}

/** In reading order, without absent values. */
function ordered(
	{ outcome, remotePath, bytes, sha256, ...more }: Outcome,
	beside: IDataObject = {},
): IDataObject {
	const present = Object.entries(more).filter(([, value]) => value !== undefined);
	return {
		outcome,
		remotePath,
		bytes,
		sha256,
		...beside,
		...(Object.fromEntries(present) as IDataObject),
	};
}
