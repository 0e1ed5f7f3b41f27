/**
 * The simulator as a process: `node voipcloud/main.js --port 8092 --control`. Prints one line of JSON,
 * `{"url", "apiKey", "captcha", "today"}`, when it listens; ends on SIGINT or SIGTERM.
 */
import { parseArgs } from 'node:util';
import { runSimulator } from '../simulator/process';
import { DEFAULT_OPTIONS, startVoipcloud, type VoipcloudOptions } from '.';

function options(): Partial<VoipcloudOptions> {
	const { values } = parseArgs({
		options: {
			port: { type: 'string', default: process.env.VOIPCLOUD_PORT ?? '0' },
			today: { type: 'string' },
			control: { type: 'boolean', default: false },
		},
	});
	return {
		port: Number(values.port),
		control: values.control,
		...(values.today !== undefined && { today: values.today }),
	};
}

void runSimulator('VoIPcloud', async () => {
	const { url, data, stop } = await startVoipcloud(options());
	const { apiKey, captcha } = DEFAULT_OPTIONS;
	return { announcement: { url, apiKey, captcha, today: data.today }, stop };
});
