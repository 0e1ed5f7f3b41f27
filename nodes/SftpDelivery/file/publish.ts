import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { OperatorError } from '../../common/errors';
import { oneOf } from '../../common/oneOf';
import type { Operation } from '../../routing/operation';
import type { Fingerprint } from '../deliver/content';
import { type Publication, publish } from '../deliver/publish';
import { onServer } from '../session/runSession';
import { timeLimits } from '../session/timeOptions';
import { publishOptions, targetFields, targetOf } from './fields';
import { itemOutput } from './itemOutput';
import { sha256Of } from './source';

const IF_GONE: Array<Publication['ifGone']> = ['fail', 'infer', 'stageAgain'];

export const publishFile: Operation = {
	value: 'publish',
	name: 'Publish',
	action: 'Publish a staged file',
	description: 'Give a staged file its name; also finds out how far a killed run came',
	writes: true,
	fields: [
		...targetFields,
		{
			displayName: 'Bytes',
			name: 'bytes',
			type: 'string',
			default: '={{ $json.bytes }}',
			required: true,
			description: 'Size of the staged file, as Stage said it',
		},
		{
			displayName: 'SHA-256',
			name: 'sha256',
			type: 'string',
			default: '={{ $json.sha256 }}',
			required: true,
			description: 'Checksum of the staged file, as Stage said it',
		},
		{
			displayName: 'If File Is Gone',
			name: 'ifGone',
			type: 'options',
			options: [
				{
					name: 'Fail',
					value: 'fail',
					description: 'An error: it has to be looked into',
				},
				{
					name: 'Infer',
					value: 'infer',
					description: 'It was renamed before, and the ERP has taken it: the outcome is inferred',
				},
				{
					name: 'Stage Again',
					value: 'stageAgain',
					description:
						'The outcome is incomplete: right for a file that was staged in this same run, so that nobody renamed it',
				},
			],
			default: 'infer',
			description: 'What it means when the server has it under neither of its names',
		},
		publishOptions,
	],
	async execute(itemIndex) {
		const startedAt = performance.now();
		const options = this.getNodeParameter('options', itemIndex) as IDataObject;
		const target = targetOf(this, itemIndex, options);
		const publication: Publication = {
			target,
			own: stagedFile(this, itemIndex),
			verifyStaged: options.verifyStaged === true,
			ifGone: oneOf(this.getNodeParameter('ifGone', itemIndex), IF_GONE, 'If File Is Gone'),
		};
		const outcome = await onServer(
			this,
			timeLimits(options),
			{ subject: target.fileName, directory: target.directory },
			async ({ files }) => await publish(files, publication),
		);
		return itemOutput(this, itemIndex, outcome, startedAt);
	},
};

function stagedFile(context: IExecuteFunctions, itemIndex: number): Fingerprint {
	const text = String(context.getNodeParameter('bytes', itemIndex) ?? '').trim();
	const sha256 = sha256Of(context.getNodeParameter('sha256', itemIndex));
	if (/^\d{1,15}$/.test(text) && sha256 !== '') return { bytes: Number(text), sha256 };
	throw new OperatorError('Bytes or SHA-256 of the staged file are missing', {
		description:
			'Publish compares with them what the server has. Hand over the fields bytes and sha256 of the item that Stage put out. Nothing was renamed.',
	});
}
