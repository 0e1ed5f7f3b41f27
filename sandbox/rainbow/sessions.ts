import { createHmac, randomUUID } from 'node:crypto';
import type { RainbowUser } from './options';

interface Session {
	user: RainbowUser;
	/** Seconds since the epoch, as the JWT says. */
	exp: number;
	ended: boolean;
}

/** The issued JWTs, by login or OAuth 2.0. */
export class Sessions {
	/** How many logins succeeded. */
	logins = 0;
	private readonly key = randomUUID();
	private sessions = new Map<string, Session>();

	issue(user: RainbowUser, expiresIn: number): string {
		const iat = Math.floor(Date.now() / 1000);
		const exp = iat + expiresIn;
		const claims = { iat, exp, user: { loginEmail: user.login }, jti: randomUUID() };
		const unsigned = `${encoded({ alg: 'HS256', typ: 'JWT' })}.${encoded(claims)}`;
		const signature = createHmac('sha256', this.key).update(unsigned).digest('base64url');
		const token = `${unsigned}.${signature}`;
		this.sessions.set(token, { user, exp, ended: false });
		return token;
	}

	/** The result of checking an `Authorization` header. */
	judge(authorization: string): RainbowUser | 'expired' | 'unknown' {
		const session = this.sessions.get(/^Bearer ([^ ]+)$/.exec(authorization)?.[1] ?? '');
		if (!session) return 'unknown';
		return session.ended || session.exp * 1000 <= Date.now() ? 'expired' : session.user;
	}

	/** Ends every session at once, whatever their JWTs say. */
	expireAll(): void {
		for (const session of this.sessions.values()) session.ended = true;
	}

	reset(): void {
		this.sessions.clear();
		this.logins = 0;
	}
}

function encoded(part: object): string {
	return Buffer.from(JSON.stringify(part)).toString('base64url');
}
