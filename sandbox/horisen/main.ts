/**
 * The simulator as a process: `node horisen/main.js --port 8090 --control`. Prints one line of JSON,
 * `{"url", "accountsUrl", "clientId", "clientSecret", "today"}`, when it listens; ends on SIGINT or SIGTERM.
 */
import { parseArgs } from 'node:util';
import { runSimulator } from '../simulator/process';
import { DEFAULT_CLIENT, startHorisen, type HorisenOptions } from '.';
import { ROW_ORDERS, type RowOrder } from './options';

function options(): Partial<HorisenOptions> {
	const { values } = parseArgs({
		options: {
			port: { type: 'string', default: process.env.HORISEN_PORT ?? '0' },
			today: { type: 'string' },
			'expires-in': { type: 'string' },
			'traffic-order': { type: 'string' },
			'rates-order': { type: 'string' },
			control: { type: 'boolean', default: false },
		},
	});
	return {
		port: Number(values.port),
		control: values.control,
		...(values.today !== undefined && { today: values.today }),
		...(values['expires-in'] !== undefined && { expiresIn: Number(values['expires-in']) }),
		...(values['traffic-order'] !== undefined && {
			trafficOrder: rowOrder('traffic-order', values['traffic-order']),
		}),
		...(values['rates-order'] !== undefined && {
			ratesOrder: rowOrder('rates-order', values['rates-order']),
		}),
	};
}

function rowOrder(option: string, text: string): RowOrder {
	const order = ROW_ORDERS.find((known) => known === text);
	if (!order) throw new Error(`--${option} is one of ${ROW_ORDERS.join(', ')}`);
	return order;
}

void runSimulator('HORISEN', async () => {
	const { url, accountsUrl, data, stop } = await startHorisen(options());
	const { id: clientId, secret: clientSecret } = DEFAULT_CLIENT;
	const { today } = data;
	return { announcement: { url, accountsUrl, clientId, clientSecret, today }, stop };
});
