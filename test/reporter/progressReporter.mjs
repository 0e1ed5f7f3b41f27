import { relative } from 'node:path';

const SLOW_TEST_MS = 3_000;
const HEARTBEAT_MS = 30_000;

/** Beside jest's own report: says which file is still running, and names each slow test when it ends. */
export default class ProgressReporter {
	#running = new Map();
	#heartbeat;

	onTestFileStart(test) {
		this.#running.set(test.path, {
			name: relative(test.context.config.rootDir, test.path),
			since: Date.now(),
		});
		this.#heartbeat ??= setInterval(() => this.#sayRunning(), HEARTBEAT_MS).unref();
	}

	onTestCaseResult(test, { duration, fullName, status }) {
		if ((duration ?? 0) < SLOW_TEST_MS) return;
		console.error(`  ${seconds(duration)} ${status}: ${fullName}`);
	}

	onTestFileResult(test) {
		this.#running.delete(test.path);
	}

	onRunComplete() {
		clearInterval(this.#heartbeat);
	}

	#sayRunning() {
		for (const { name, since } of this.#running.values()) {
			console.error(`  ${seconds(Date.now() - since)} and still running: ${name}`);
		}
	}
}

function seconds(milliseconds) {
	return `${Math.round(milliseconds / 1000)} s`;
}
