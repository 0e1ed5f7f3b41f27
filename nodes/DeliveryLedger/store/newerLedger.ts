import { OperatorError } from '../../common/errors';

/** The error for a ledger that this version cannot read; checked first. */
export function newerLedger(place: string, version: number): OperatorError {
	return new OperatorError(
		`The ledger ${place} is of version ${version}, which a newer version of this package wrote`,
		{
			description:
				'Update the package in n8n (Settings, Community Nodes) to the version that you used before, or a later one. Nothing was sent.',
		},
	);
}
