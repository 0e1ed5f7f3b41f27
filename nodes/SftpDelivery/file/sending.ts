import type { IDataObject } from 'n8n-workflow';
import type { Operation } from '../../routing/operation';
import type { Outcome } from '../deliver/outcome';
import type { RemoteFiles } from '../deliver/remoteFiles';
import type { Source, Target } from '../deliver/target';
import { onServer } from '../session/runSession';
import { timeLimits } from '../session/timeOptions';
import { targetOf } from './fields';
import { itemOutput } from './itemOutput';
import { sourceOf } from './source';

/** Runs Deliver or Stage for an item: what it sends, where to, and what became of it. */
export function sending(
	send: (remote: RemoteFiles, target: Target, source: Source) => Promise<Outcome>,
): Operation['execute'] {
	return async function (itemIndex) {
		const startedAt = performance.now();
		// Once an item: n8n resolves every expression in them each time it is asked.
		const options = this.getNodeParameter('options', itemIndex) as IDataObject;
		const target = targetOf(this, itemIndex, options);
		const source = sourceOf(this, itemIndex, options);
		const outcome = await onServer(
			this,
			timeLimits(options),
			{ subject: target.fileName, directory: target.directory },
			async ({ files }) => await send(files, target, source),
		);
		// So that Publish, by its defaults, looks for the file under the name that it has.
		const sent = source.compress ? { ...outcome, fileName: target.fileName } : outcome;
		return itemOutput(this, itemIndex, sent, startedAt);
	};
}
