/**
 * The simulator as a process: `node voipcloud/main.js --port 8092 --control`. Prints one line of JSON,
 * `{"url", "apiKey", "captcha", "today"}`, when it listens; ends on SIGINT or SIGTERM.
 */
import { parseArgs } from 'node:util';
import { DEFAULT_OPTIONS, startVoipcloud } from '.';

async function main(): Promise<void> {
	const { values } = parseArgs({
		options: {
			port: { type: 'string', default: process.env.VOIPCLOUD_PORT ?? '0' },
			today: { type: 'string' },
			control: { type: 'boolean', default: false },
		},
	});
	const { today } = values;
	const simulator = await startVoipcloud({
		port: Number(values.port),
		control: values.control,
		...(today !== undefined && { today }),
	});
	const { apiKey, captcha } = DEFAULT_OPTIONS;
	const { url, data } = simulator;
	console.log(JSON.stringify({ url, apiKey, captcha, today: data.today }));
	const end = () => void simulator.stop().then(() => process.exit(0));
	process.once('SIGINT', end);
	process.once('SIGTERM', end);
}

main().catch((error: NodeJS.ErrnoException) => {
	const taken = error.code === 'EADDRINUSE';
	console.error(`VoIPcloud simulator: ${taken ? 'the port is in use. ' : ''}${error.message}`);
	process.exitCode = 1;
});
