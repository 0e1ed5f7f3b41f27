import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import type { Outcome } from '../deliver/outcome';

/** The input item's JSON with what became of its file; the file itself ends here. */
export function itemOutput(
	context: IExecuteFunctions,
	itemIndex: number,
	outcome: Outcome,
	startedAt: number,
): INodeExecutionData[] {
	const milliseconds = Math.round(performance.now() - startedAt);
	const { json } = context.getInputData()[itemIndex];
	const { outcome: state, remotePath, bytes, sha256, ...more } = outcome;
	return [
		{
			json: {
				...json,
				outcome: state,
				remotePath,
				bytes,
				sha256,
				milliseconds,
				...(more as IDataObject),
			},
		},
	];
}
