import type { IExecuteFunctions } from 'n8n-workflow';
import { OperatorError } from '../../common/errors';
import { RemoteFailure } from '../deliver/remoteFiles';
import { connect } from './connect';
import { ConnectFailure } from './connectFailure';
import { explainConnectFailure } from './explainConnectFailure';
import { explainRemoteFailure } from './explainRemoteFailure';
import { Session } from './session';
import { type ServerSettings, serverSettings, type TimeLimits } from './settings';
import { SftpFiles } from './sftpFiles';

interface Run {
	settings: ServerSettings;
	session: Session;
}

/** By the context of the run that it belongs to. */
const runs = new WeakMap<IExecuteFunctions, Promise<Run>>();

/** What an item works with. */
export interface Remote {
	files: SftpFiles;
	session: Session;
	settings: ServerSettings;
}

/** Runs a node, and closes the connection that its items opened, whatever happens. */
export async function withSession<Result>(
	context: IExecuteFunctions,
	run: () => Promise<Result>,
): Promise<Result> {
	const cancelled = context.getExecutionCancelSignal();
	const cancel = () =>
		void runs.get(context)?.then(
			({ session }) => session.cancel(),
			() => undefined,
		);
	cancelled?.addEventListener('abort', cancel, { once: true });
	try {
		return await run();
	} finally {
		cancelled?.removeEventListener('abort', cancel);
		const opened = await runs.get(context)?.catch(() => undefined);
		runs.delete(context);
		await opened?.session.end();
	}
}

/**
 * Lets an item work with the server, over the connection of its run, and makes sentences of failures.
 *
 * @param subject what it is about: the file, or what else is asked for
 * @throws OperatorError
 */
export async function onServer<Result>(
	context: IExecuteFunctions,
	limits: TimeLimits,
	{ subject, directory }: { subject: string; directory: string },
	work: (remote: Remote) => Promise<Result>,
): Promise<Result> {
	const { settings, session } = await runOf(context, limits);
	try {
		(await session.connection()).stepMs = limits.stepMs;
		return await work({ files: new SftpFiles(session), session, settings });
	} catch (error) {
		if (error instanceof ConnectFailure) {
			const { message, description } = explainConnectFailure(error.reason, settings);
			throw new OperatorError(`${subject}: ${message}`, { description, cause: error });
		}
		if (!(error instanceof RemoteFailure)) throw error;
		throw explainRemoteFailure(error, { name: subject, directory, username: settings.username });
	}
}

async function runOf(context: IExecuteFunctions, limits: TimeLimits): Promise<Run> {
	const known = runs.get(context);
	if (known) return await known;
	const opened = openRun(context, limits);
	runs.set(context, opened);
	return await opened;
}

async function openRun(context: IExecuteFunctions, limits: TimeLimits): Promise<Run> {
	const settings = serverSettings(await context.getCredentials('erpSftpApi'));
	const cancelled = context.getExecutionCancelSignal();
	return { settings, session: new Session(() => connect(settings, limits, cancelled)) };
}
