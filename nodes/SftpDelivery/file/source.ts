import type { IBinaryData, IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { OperatorError } from '../../common/errors';
import { isCalledGzip } from '../../common/gzip';
import { binaryStream } from '../../routing/binaryStream';
import type { Source } from '../deliver/target';
import { guardedSource } from '../session/guardedSource';
import { timeLimits } from '../session/timeOptions';

/** The item's file as what is to be delivered. @throws OperatorError where it has none */
export function sourceOf(
	context: IExecuteFunctions,
	itemIndex: number,
	options: IDataObject,
): Source {
	const property = context.getNodeParameter('binaryProperty', itemIndex) as string;
	const file = context.getInputData()[itemIndex].binary?.[property];
	if (!file) throw noFile(context, itemIndex, property);
	const compress = options.compress === true;
	if (compress && isCalledGzip(file)) throw compressedAlready(file);
	const { stepMs } = timeLimits(options);
	const cancelled = context.getExecutionCancelSignal();
	return {
		open: () => guardedSource(() => binaryStream(context, file), stepMs, cancelled),
		expectedSha256: sha256Of(options.expectedSha256),
		compress,
	};
}

/** 64 hexadecimal digits, in small letters; empty where none are given. @throws OperatorError */
export function sha256Of(value: unknown): string {
	const text = String(value ?? '')
		.trim()
		.toLowerCase();
	if (text === '' || /^[0-9a-f]{64}$/.test(text)) return text;
	throw new OperatorError('The SHA-256 is not one', {
		description:
			'It has 64 hexadecimal digits, as the field sha256 of Stage or Finance XML Builder.',
	});
}

function compressedAlready({ fileName }: IBinaryData): OperatorError {
	return new OperatorError(`${fileName ?? 'The file'} is compressed already`, {
		description: 'Switch Compress off in the options of the node. Nothing was sent.',
	});
}

function noFile(context: IExecuteFunctions, itemIndex: number, property: string): OperatorError {
	const names = Object.keys(context.getInputData()[itemIndex].binary ?? {});
	return new OperatorError(`The item has no file in the field ${JSON.stringify(property)}`, {
		description: `${names.length ? `It has files in: ${names.join(', ')}.` : 'It has no files at all.'} Input Binary Field names the one to send. Nothing was sent.`,
	});
}
