import { callOptions } from '../../n8n/callOptions';

/** The call options of every HORISEN operation that reads. */
export const readOptions = callOptions('HORISEN');
