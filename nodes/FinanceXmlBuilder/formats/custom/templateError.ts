import { OperatorError } from '../../../common/errors';

/** A mistake in a template, with its place: `Document template, /Invoice/Lines/@no: …`. */
export function templateError(place: string, what: string): OperatorError {
	return new OperatorError(`${place}: ${what}`, {
		description:
			'Correct the template in the node. It is checked before anything is written, so nothing was.',
	});
}
