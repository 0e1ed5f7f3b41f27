import type { AnyAuthMethod, AuthenticationType } from 'ssh2';
import type { ServerSettings } from './settings';

/**
 * Logs in one way only, the credential's, and remembers what the server offers: so a wrong password is told
 * from a server that takes none, and no guess counts against the account.
 */
export class Login {
	/** Ways to log in that the server named last. */
	offered: string[] = [];

	private hasAsked = false;

	private readonly ways: AuthenticationType[];

	constructor(private readonly settings: ServerSettings) {
		// Many servers ask for a password in a dialogue.
		this.ways = 'password' in settings.login ? ['password', 'keyboard-interactive'] : ['publickey'];
	}

	/** ssh2 asks what to try next; the first question, with nothing, is for what the server offers. */
	next(offered: string[] | null): AuthenticationType | AnyAuthMethod | false {
		this.offered = offered ?? this.offered;
		if (!this.hasAsked) {
			this.hasAsked = true;
			return 'none';
		}
		for (let way = this.ways.shift(); way !== undefined; way = this.ways.shift()) {
			if (this.offered.includes(way)) return this.method(way);
		}
		return false;
	}

	/** The options of ssh2 for this way. */
	options() {
		const { login } = this.settings;
		if ('password' in login) return { password: login.password, tryKeyboard: true };
		return { privateKey: login.privateKey, passphrase: login.passphrase || undefined };
	}

	private method(way: AuthenticationType): AuthenticationType | AnyAuthMethod {
		const { login, username } = this.settings;
		if (way !== 'keyboard-interactive' || !('password' in login)) return way;
		return {
			type: 'keyboard-interactive',
			username,
			// One question is the password's; what else is asked (a second factor) nobody is there to answer.
			prompt: (_name, _instructions, _language, prompts, finish) =>
				finish(prompts.map(() => login.password).slice(0, 1)),
		};
	}
}
