import type { Connection } from '../../../../nodes/SftpDelivery/session/sftpConnection';
import { IdleConnections } from '../../../../nodes/SftpDelivery/session/idleConnections';
import type { ServerSettings } from '../../../../nodes/SftpDelivery/session/serverSettings';

const SETTINGS: ServerSettings = {
	host: 'erp.example',
	port: 22,
	username: 'n8n',
	login: { password: 'secret' },
	hostKeyFingerprint: 'SHA256:x',
};
const LIMITS = { connectMs: 1, stepMs: 1, keepaliveMs: 1 };

class FakeConnection {
	isConnected = true;

	isIdle = false;

	isEnded = false;

	async end(): Promise<void> {
		this.isEnded = true;
		this.isConnected = false;
		await Promise.resolve();
	}
}

const connection = () => new FakeConnection() as FakeConnection & Connection;

describe('A connection that a node leaves to the next one', () => {
	let execution: AbortController;
	const idle = (settings = SETTINGS, limits = LIMITS) =>
		new IdleConnections(execution.signal, settings, limits);
	beforeEach(() => {
		execution = new AbortController();
	});
	// So that no timer is left.
	afterEach(() => execution.abort());

	it('is used once, by a node that would have opened the same', () => {
		const left = connection();
		expect(idle().take()).toBeUndefined();
		expect(idle().keep(left)).toBe(true);
		expect(left.isIdle).toBe(true);
		expect(idle({ ...SETTINGS, login: { password: 'other' } }).take()).toBeUndefined();
		expect(idle(SETTINGS, { ...LIMITS, keepaliveMs: 2 }).take()).toBeUndefined();
		const another = new AbortController();
		expect(new IdleConnections(another.signal, SETTINGS, LIMITS).take()).toBeUndefined();
		expect(idle(SETTINGS, { ...LIMITS, stepMs: 2 }).take()).toBe(left);
		expect(left.isIdle).toBe(false);
		expect(idle().take()).toBeUndefined();
	});

	it('is closed when the execution is cancelled, and not kept after that', () => {
		const left = connection();
		idle().keep(left);
		execution.abort();
		expect(left.isEnded).toBe(true);
		expect(idle().keep(connection())).toBe(false);
	});

	it('is neither used nor kept once the server has closed it', () => {
		const left = connection();
		idle().keep(left);
		left.isConnected = false;
		expect(idle().take()).toBeUndefined();
		expect(idle().keep(left)).toBe(false);
	});

	it('is no longer closed by the first node once it is taken', () => {
		const left = connection();
		idle().keep(left);
		idle().take();
		execution.abort();
		expect(left.isEnded).toBe(false);
	});

	it('is kept per server', () => {
		expect(idle().keep(connection())).toBe(true);
		expect(idle().keep(connection())).toBe(false);
	});
});
