import type { AnyAuthMethod, AuthenticationType } from 'ssh2';
import { readableKey } from './privateKey';
import type { ServerSettings } from './serverSettings';

/**
 * Logs in only with the credential's method, and remembers what the server offers. This tells a wrong password from a
 * server that accepts none, and no guess counts against the account.
 */
export class Login {
	/** Login methods that the server named last. */
	offered: string[] = [];

	/** The server accepted the proof and wants another. */
	wantsMore = false;

	private hasAsked = false;

	private hasTried = false;

	private readonly ways: readonly AuthenticationType[];

	constructor(private readonly settings: ServerSettings) {
		// Many servers ask for the password in a dialogue.
		this.ways = 'password' in settings.login ? ['password', 'keyboard-interactive'] : ['publickey'];
	}

	/**
	 * ssh2 asks what to try next; the first call, with nothing, asks what the server offers.
	 *
	 * @param accepted whether the server accepted the last proof and names further ones
	 */
	next(
		offered: string[] | null,
		accepted: boolean | null = false,
	): AuthenticationType | AnyAuthMethod | false {
		this.offered = offered ?? this.offered;
		this.wantsMore ||= accepted === true;
		if (!this.hasAsked) {
			this.hasAsked = true;
			return 'none';
		}
		// Only one method: a second try with the same password would count against the account.
		const way = this.hasTried ? undefined : this.ways.find((one) => this.offered.includes(one));
		this.hasTried = true;
		return way === undefined ? false : this.method(way);
	}

	/** ssh2's options for this method. @throws ConnectFailure if the key cannot be used */
	options() {
		const { login } = this.settings;
		if ('password' in login) return { password: login.password, tryKeyboard: true };
		return readableKey(login.privateKey, login.passphrase);
	}

	private method(way: AuthenticationType): AuthenticationType | AnyAuthMethod {
		const { login, username } = this.settings;
		if (way !== 'keyboard-interactive' || !('password' in login)) return way;
		let hasAnswered = false;
		return {
			type: 'keyboard-interactive',
			username,
			// Answers one question, the password, once; nobody is there to answer others, e.g. a second factor.
			prompt: (_name, _instructions, _language, prompts, finish) => {
				const answers = hasAnswered ? [] : prompts.map(() => login.password).slice(0, 1);
				hasAnswered ||= answers.length > 0;
				finish(answers);
			},
		};
	}
}
