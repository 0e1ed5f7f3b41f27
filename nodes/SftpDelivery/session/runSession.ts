import type { IExecuteFunctions } from 'n8n-workflow';
import { OperatorError } from '../../common/errors';
import { Writer } from '../deliver/delivery';
import { RemoteFailure } from '../deliver/remoteFiles';
import { connect } from './connect';
import { ConnectFailure } from './connectFailure';
import { explainConnectFailure } from './explainConnectFailure';
import { explainRemoteFailure } from './explainRemoteFailure';
import { IdleConnections } from './idleConnections';
import { Session } from './session';
import { type ServerSettings, serverSettings, type TimeLimits } from './serverSettings';
import { SftpFiles } from './sftpFiles';
import { Turns } from './turns';

interface Run {
	settings: ServerSettings;
	session: Session;
	writer: Writer;
	/** Limits how many items work with the server at the same time. */
	turns: Turns;
	/** Answers that are shared in a run, by their key. */
	asked: Map<string, Promise<unknown>>;
}

/** What an item works with on the server. */
export interface Remote extends Omit<Run, 'asked'> {
	files: SftpFiles;
	/** Asks something once in a run, however many items need it. */
	once(what: string, ask: () => Promise<unknown>): Promise<void>;
}

/** By the context of its run. */
const runs = new WeakMap<IExecuteFunctions, { opened?: Promise<Run> }>();

/** Runs a node, and always releases the connection that its items opened. */
export async function withSession<Result>(
	context: IExecuteFunctions,
	run: () => Promise<Result>,
): Promise<Result> {
	const own: { opened?: Promise<Run> } = {};
	runs.set(context, own);
	const cancelled = context.getExecutionCancelSignal();
	const cancel = () =>
		void own.opened?.then(
			({ session }) => session.cancel(),
			() => undefined,
		);
	cancelled?.addEventListener('abort', cancel, { once: true });
	try {
		return await run();
	} finally {
		cancelled?.removeEventListener('abort', cancel);
		const opened = await own.opened?.catch(() => undefined);
		await opened?.session.end();
	}
}

/**
 * Lets an item work with the server over its run's connection, and turns failures into sentences.
 *
 * @param subject the file or other subject
 * @throws OperatorError
 */
export async function onServer<Result>(
	context: IExecuteFunctions,
	limits: TimeLimits,
	{ subject, directory }: { subject: string; directory: string },
	work: (remote: Remote) => Promise<Result>,
): Promise<Result> {
	const { asked, ...run } = await runOf(context, limits);
	const once = async (what: string, ask: () => Promise<unknown>) => {
		const asking = asked.get(what) ?? ask();
		asked.set(what, asking);
		// After a failure, the next item may ask again.
		await asking.catch((error: unknown) => {
			asked.delete(what);
			throw error;
		});
	};
	try {
		(await run.session.connection()).stepMs = limits.stepMs;
		return await work({ files: new SftpFiles(run.session), ...run, once });
	} catch (error) {
		if (error instanceof ConnectFailure) {
			const { message, description } = explainConnectFailure(error.reason, run.settings);
			throw new OperatorError(`${subject}: ${message}`, { description, cause: error });
		}
		if (!(error instanceof RemoteFailure)) throw error;
		throw explainRemoteFailure(error, {
			name: subject,
			directory,
			username: run.settings.username,
		});
	}
}

/** Parallel items have their own contexts, derived from the run's. */
async function runOf(context: IExecuteFunctions, limits: TimeLimits): Promise<Run> {
	for (let one = context; one; one = Object.getPrototypeOf(one) as IExecuteFunctions) {
		const own = runs.get(one);
		if (own) return await (own.opened ??= openRun(one, limits));
	}
	throw new Error('An operation of SFTP Delivery runs outside a session');
}

async function openRun(context: IExecuteFunctions, limits: TimeLimits): Promise<Run> {
	const settings = serverSettings(await context.getCredentials('erpSftpApi'));
	const cancelled = context.getExecutionCancelSignal();
	return {
		settings,
		session: new Session(
			() => connect(settings, limits, cancelled),
			cancelled && new IdleConnections(cancelled, settings, limits),
		),
		writer: new Writer(),
		turns: new Turns(),
		asked: new Map(),
	};
}
