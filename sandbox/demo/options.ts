import { parseArgs } from 'node:util';

export interface DemoOptions {
	/** Run all workflows, not only the invoices. */
	all: boolean;
	/** End after the runs instead of keeping the editor up. */
	once: boolean;
	/** The editor's port on 127.0.0.1. */
	port: number;
}

const USAGE = `npm run demo -- [--all] [--once] [--port 5678]
  --all    run the other workflows, too
  --once   end after the runs instead of keeping n8n up
  --port   the editor's port on 127.0.0.1 (default 5678)`;

/** @throws Error with the usage if an argument is unknown or the port is invalid */
export function readOptions(args: string[]): DemoOptions {
	let values: { all?: boolean; once?: boolean; port?: string };
	try {
		({ values } = parseArgs({
			args,
			options: {
				all: { type: 'boolean' },
				once: { type: 'boolean' },
				port: { type: 'string' },
			},
		}));
	} catch (error) {
		throw new Error(`${(error as Error).message}\n${USAGE}`);
	}
	const port = Number(values.port ?? 5678);
	if (!Number.isInteger(port) || port < 1024 || port > 65535) {
		throw new Error(`--port takes a number from 1024 to 65535, not "${values.port}"\n${USAGE}`);
	}
	return { all: values.all ?? false, once: values.once ?? false, port };
}
