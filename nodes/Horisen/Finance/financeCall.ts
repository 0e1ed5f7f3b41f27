import type { CallLimits } from '../../common/http/call';
import type { CallContext } from '../../n8n/vendorCall';
import { callHorisen, type HorisenCall } from '../shared/horisenTransport';

/** HORISEN Finance Documents, below the API host. */
const BASE_PATH = '/finance/sit/v1';

/** Calls HORISEN Finance Documents; `path` is below its base path. */
export async function callFinance(
	context: CallContext,
	call: Omit<HorisenCall, 'api'>,
	limits: CallLimits,
): Promise<unknown> {
	return await callHorisen(
		context,
		{ ...call, api: 'HORISEN Finance', path: `${BASE_PATH}${call.path}` },
		limits,
	);
}
