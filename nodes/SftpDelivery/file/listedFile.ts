import type { IDataObject } from 'n8n-workflow';
import { pathOf } from '../deliver/names';
import type { ListedFile } from '../deliver/remoteFiles';

/** A file of a directory as List and Sweep put it out. */
export function listedFile(
	directory: string,
	{ name, bytes, modifiedAt }: ListedFile,
): IDataObject {
	return {
		name,
		remotePath: pathOf(directory, name),
		bytes,
		modifiedAt: modifiedAt.toISOString(),
	};
}
