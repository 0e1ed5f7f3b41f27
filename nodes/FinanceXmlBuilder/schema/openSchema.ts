import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { OperatorError } from '../../common/errors';
import { oneOf } from '../../common/oneOf';
import { decimalOrNone } from '../../common/money';
import { SchemaCheck } from './schemaCheck';
import { type SchemaChecker, type SchemaFile, schemaOf } from './schemaChecker';

/** Not a file name, so that it cannot match an included schema. */
const MAIN = '(schema)';

const BYTES_PER_MEGABYTE = 1_000_000;

/**
 * The check of an item's file; undefined if the form asks for none.
 *
 * @param isPreview a preview shows errors and refuses nothing
 * @throws OperatorError if the form names no schema
 */
export async function openSchemaCheck(
	context: IExecuteFunctions,
	itemIndex: number,
	checker: SchemaChecker,
	documentLabel: string,
	isPreview: boolean,
): Promise<SchemaCheck | undefined> {
	const parameter = (name: string, otherwise: unknown): unknown =>
		context.getNodeParameter(name, itemIndex, otherwise);
	const from = oneOf(parameter('schemaFrom', 'none'), ['none', 'text', 'binary'], 'Schema');
	if (from === 'none') return undefined;
	const files =
		from === 'text'
			? textFiles(String(parameter('schemaText', '')), parameter('includedSchemas', {}))
			: await binaryFiles(context, itemIndex, String(parameter('schemaBinaryProperties', '')));
	const policy = oneOf(parameter('onViolation', 'fail'), ['fail', 'flag'], 'On Violation');
	const { largestCheckedFile = 20 } = parameter('options', {}) as IDataObject;
	return new SchemaCheck(
		checker,
		schemaOf(files),
		documentLabel,
		isPreview ? 'flag' : policy,
		bytesOf(largestCheckedFile),
	);
}

function textFiles(main: string, included: unknown): SchemaFile[] {
	if (main.trim() === '') {
		throw new OperatorError('There is no schema to check against: "Schema Text" is empty', {
			description: 'Paste the XSD there, or set "Schema" to "None".',
		});
	}
	const { schema = [] } = included as { schema?: Array<{ name: string; text: string }> };
	return [{ name: MAIN, text: main }, ...schema].map(({ name, text }) => ({
		name: name.trim(),
		// It is text now, so the encoding in its declaration no longer applies.
		bytes: Buffer.from(text.trimStart().replace(/^<\?xml[^>]*\?>/, '')),
	}));
}

/** The binary fields with the schema of an item; none if it is not in its files. */
export function schemaProperties(context: IExecuteFunctions, itemIndex: number): string[] {
	if (context.getNodeParameter('schemaFrom', itemIndex, 'none') !== 'binary') return [];
	return namesOf(String(context.getNodeParameter('schemaBinaryProperties', itemIndex, '')));
}

function namesOf(properties: string): string[] {
	return properties
		.split(',')
		.map((name) => name.trim())
		.filter((name) => name !== '');
}

async function binaryFiles(
	context: IExecuteFunctions,
	itemIndex: number,
	properties: string,
): Promise<SchemaFile[]> {
	const names = namesOf(properties);
	if (names.length === 0) {
		throw new OperatorError(
			'There is no schema to check against: "Schema Binary Fields" is empty',
			{
				description: 'Name the binary field with the XSD, or set "Schema" to "None".',
			},
		);
	}
	return await Promise.all(
		names.map(async (property, index) => {
			const { fileName = property } = binaryOf(context, itemIndex, property);
			const bytes = await context.helpers.getBinaryDataBuffer(itemIndex, property);
			return { name: index === 0 ? MAIN : fileName, bytes };
		}),
	);
}

function binaryOf(context: IExecuteFunctions, itemIndex: number, property: string) {
	try {
		return context.helpers.assertBinaryData(itemIndex, property);
	} catch (cause) {
		throw new OperatorError(`The item has no schema in the binary field "${property}"`, {
			description:
				'Read the XSD before this node and keep its binary data, or paste it: set "Schema" to "From Text".',
			cause,
		});
	}
}

function bytesOf(megabytes: unknown): number {
	const size = decimalOrNone(megabytes);
	if (size?.gt(0)) return size.times(BYTES_PER_MEGABYTE).toNumber();
	throw new OperatorError(`Largest Checked File is not a size: ${JSON.stringify(megabytes)}`, {
		description: 'Write it as a number of megabytes, e.g. 20.',
	});
}
