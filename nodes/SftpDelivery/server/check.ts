import { randomUUID } from 'node:crypto';
import type { IDataObject } from 'n8n-workflow';
import type { Operation } from '../../n8n/operation';
import { checkedDirectory } from '../deliver/checkedNames';
import { probeWriting } from '../deliver/part';
import { optionsOf, remoteDirectoryField } from '../file/sftpFileFields';
import { onServer } from '../session/runSession';
import { timeLimits } from '../session/timeOptions';

export const check: Operation = {
	value: 'check',
	name: 'Check',
	action: 'Check a server',
	description: 'Connect, list the directory and, optionally, write a file and remove it',
	fields: [
		remoteDirectoryField,
		optionsOf([
			{
				displayName: 'Write Probe',
				name: 'writeProbe',
				type: 'boolean',
				default: false,
				description:
					'Whether to write a small file under a temporary name, check it and remove it again',
			},
		]),
	],
	async execute(itemIndex) {
		const startedAt = performance.now();
		const options = this.getNodeParameter('options', itemIndex) as IDataObject;
		const directory = checkedDirectory(this.getNodeParameter('remoteDirectory', itemIndex));
		return await onServer(
			this,
			timeLimits(options),
			{ subject: `Check of ${directory}`, directory },
			async ({ files, session, settings }) => {
				const { hostKey } = await session.connection();
				const { entries } = await files.list(directory);
				if (options.writeProbe === true) {
					await probeWriting(files, directory, `n8n-check-${randomUUID()}`);
				}
				return [
					{
						json: {
							ok: true,
							host: settings.host,
							port: settings.port,
							remoteDirectory: directory,
							entries,
							...(options.writeProbe === true ? { writable: true } : {}),
							hostKeyFingerprint: hostKey.fingerprint,
							milliseconds: Math.round(performance.now() - startedAt),
						},
					},
				];
			},
		);
	},
};
