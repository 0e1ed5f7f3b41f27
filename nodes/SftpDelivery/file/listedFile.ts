import type { IDataObject } from 'n8n-workflow';
import { pathOf } from '../../common/remoteNames';
import type { ListedFile } from '../deliver/remoteFiles';

/** A file of a directory in the output of List and Sweep, without what the server does not say. */
export function listedFile(
	directory: string,
	{ name, bytes, modifiedAt }: ListedFile,
): IDataObject {
	return {
		name,
		remotePath: pathOf(directory, name),
		...(bytes === undefined ? {} : { bytes }),
		...(modifiedAt === undefined ? {} : { modifiedAt: modifiedAt.toISOString() }),
	};
}
