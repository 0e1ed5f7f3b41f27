import type { IBinaryData, IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { OperatorError } from '../../common/errors';
import { isCalledGzip } from '../../common/gzip';
import { oneOf } from '../../common/oneOf';
import { binaryStream } from '../../n8n/binaryStream';
import type { Source } from '../deliver/content';
import type { IfExists, Outbound, Target } from '../deliver/delivery';
import { checkedDirectory, checkedFileName, compressedName } from '../deliver/checkedNames';
import { guardedSource } from '../session/guardedSource';
import { timeLimits } from '../session/timeOptions';
import { WHOLE_BLOCKS } from '../session/writeBlocks';
import { textsOf } from './sftpFileFields';

const IF_EXISTS: IfExists[] = ['recognise', 'refuse', 'replace'];

/**
 * The files of an item and their targets, in the order of naming: the document, first in the form, comes last.
 *
 * @throws OperatorError naming the invalid value
 */
export function outboundOf(
	context: IExecuteFunctions,
	itemIndex: number,
	options: IDataObject,
): Outbound[] {
	const fields = textsOf(
		context.getNodeParameter('binaryProperty', itemIndex),
		'Input Binary Field',
	);
	const given = context.getNodeParameter('fileName', itemIndex);
	// With a single file, a comma is part of the name.
	const names =
		fields.length === 1 && !Array.isArray(given) ? [given] : textsOf(given, 'File Name');
	if (fields.length === 0) throw noFile(context, itemIndex, '');
	if (names.length > fields.length) throw tooManyNames(names.length, fields.length);
	const directory = checkedDirectory(context.getNodeParameter('remoteDirectory', itemIndex));
	const ifExists = oneOf(
		context.getNodeParameter('ifExists', itemIndex),
		IF_EXISTS,
		'If File Exists',
	);
	const targets = new Set<string>();
	const outbound = fields.flatMap((written, index): Outbound[] => {
		const field = written.replace(/\?$/, '');
		const file = context.getInputData()[itemIndex].binary?.[field];
		// An attachment that only some documents have.
		if (!file && index > 0 && written !== field) return [];
		if (!file) throw noFile(context, itemIndex, field);
		const named = checkedFileName(index < names.length ? names[index] : file.fileName);
		const target: Target = {
			directory,
			fileName: options.compress === true ? checkedFileName(compressedName(named)) : named,
			ifExists,
			createDirectories: options.createDirectories !== false,
			checksumFile: options.checksumFile === true,
		};
		if (targets.has(target.fileName)) throw sameName(target.fileName);
		targets.add(target.fileName);
		return [{ target, source: sourceOf(context, file, options, index === 0) }];
	});
	return outbound.reverse();
}

/** @param isDocument whether it is the file with the expected checksum */
function sourceOf(
	context: IExecuteFunctions,
	file: IBinaryData,
	options: IDataObject,
	isDocument: boolean,
): Source {
	const compress = options.compress === true;
	if (compress && isCalledGzip(file)) throw compressedAlready(file);
	const { stepMs } = timeLimits(options);
	const cancelled = context.getExecutionCancelSignal();
	return {
		open: () => guardedSource(() => binaryStream(context, file, WHOLE_BLOCKS), stepMs, cancelled),
		expectedSha256: isDocument ? sha256Of(options.expectedSha256) : '',
		compress,
	};
}

/** 64 hexadecimal digits in lower case; empty if none are given. @throws OperatorError */
export function sha256Of(value: unknown): string {
	const text = String(value ?? '')
		.trim()
		.toLowerCase();
	if (text === '' || /^[0-9a-f]{64}$/.test(text)) return text;
	throw new OperatorError('The value of Expected SHA-256 is not a SHA-256', {
		description: 'It has 64 hexadecimal digits, as the field sha256 of Finance XML Builder.',
	});
}

function compressedAlready({ fileName }: IBinaryData): OperatorError {
	return new OperatorError(`${fileName ?? 'The file'} is already compressed`, {
		description: 'Switch Compress off in the options of the node. Nothing was sent.',
	});
}

function noFile(context: IExecuteFunctions, itemIndex: number, property: string): OperatorError {
	const names = Object.keys(context.getInputData()[itemIndex].binary ?? {});
	return new OperatorError(`The item has no file in the field ${JSON.stringify(property)}`, {
		description: `${names.length ? `It has files in: ${names.join(', ')}.` : 'It has no files at all.'} Input Binary Field names the one to send. Nothing was sent.`,
	});
}

function tooManyNames(names: number, fields: number): OperatorError {
	return new OperatorError(`File Name has ${names} names for ${fields} files`, {
		description:
			'Give a name for each field of Input Binary Field, in the same order. A file without a name keeps the one in the item. Nothing was sent.',
	});
}

function sameName(fileName: string): OperatorError {
	return new OperatorError(`Two files of the item would be called ${fileName}`, {
		description: 'Give each its own name in File Name. Nothing was sent.',
	});
}
