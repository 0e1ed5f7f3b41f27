/**
 * The simulator as a process: `node rainbow/main.js --port 8091 --control`. Prints one line of JSON,
 * `{"url", "login", "password", "appId", "appSecret", "apiKey", "today"}`, when it listens; ends on
 * SIGINT or SIGTERM.
 */
import { parseArgs } from 'node:util';
import { runSimulator } from '../simulator/process';
import { DEFAULT_APPLICATION, DEFAULT_USER, startRainbow, type RainbowOptions } from '.';

function options(): Partial<RainbowOptions> {
	const { values } = parseArgs({
		options: {
			port: { type: 'string', default: '0' },
			today: { type: 'string' },
			'expires-in': { type: 'string' },
			control: { type: 'boolean', default: false },
		},
	});
	return {
		port: Number(values.port),
		control: values.control,
		...(values.today !== undefined && { today: values.today }),
		...(values['expires-in'] !== undefined && { expiresIn: Number(values['expires-in']) }),
	};
}

void runSimulator('Rainbow', async () => {
	const { url, data, stop } = await startRainbow(options());
	const { login, password, apiKey } = DEFAULT_USER;
	const { id: appId, secret: appSecret } = DEFAULT_APPLICATION;
	const { today } = data;
	return { announcement: { url, login, password, appId, appSecret, apiKey, today }, stop };
});
