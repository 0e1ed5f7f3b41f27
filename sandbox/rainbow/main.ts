/**
 * The simulator as a process: `node rainbow/main.js --port 8091 --control`. Prints one line of JSON,
 * `{"url", "login", "password", "appId", "appSecret", "apiKey", "today"}`, when it listens; ends on
 * SIGINT or SIGTERM.
 */
import { parseArgs } from 'node:util';
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

async function main(): Promise<void> {
	const { url, data, stop } = await startRainbow(options());
	const { login, password, apiKey } = DEFAULT_USER;
	const { id: appId, secret: appSecret } = DEFAULT_APPLICATION;
	const { today } = data;
	console.log(JSON.stringify({ url, login, password, appId, appSecret, apiKey, today }));
	const end = () => void stop().then(() => process.exit(0));
	process.once('SIGINT', end);
	process.once('SIGTERM', end);
}

main().catch((error: NodeJS.ErrnoException) => {
	const taken = error.code === 'EADDRINUSE';
	console.error(`Rainbow simulator: ${taken ? 'the port is in use. ' : ''}${error.message}`);
	process.exitCode = 1;
});
