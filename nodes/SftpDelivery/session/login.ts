import type { AnyAuthMethod, AuthenticationType } from 'ssh2';
import type { ServerSettings } from './settings';

/**
 * Logs in one way only, the credential's, and remembers what the server offers: so a wrong password is told
 * from a server that takes none, and no guess counts against the account.
 */
export class Login {
	/** Ways to log in that the server named last. */
	offered: string[] = [];

	/** The server took what it was given, and wants another proof besides. */
	wantsMore = false;

	private hasAsked = false;

	private hasTried = false;

	private readonly ways: readonly AuthenticationType[];

	constructor(private readonly settings: ServerSettings) {
		// Many servers ask for a password in a dialogue.
		this.ways = 'password' in settings.login ? ['password', 'keyboard-interactive'] : ['publickey'];
	}

	/**
	 * ssh2 asks what to try next; the first question, with nothing, is for what the server offers.
	 *
	 * @param accepted whether the server took the last proof, and names what it wants besides
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
		// One way only: a second try with the same password would count against the account.
		const way = this.hasTried ? undefined : this.ways.find((one) => this.offered.includes(one));
		this.hasTried = true;
		return way === undefined ? false : this.method(way);
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
		let hasAnswered = false;
		return {
			type: 'keyboard-interactive',
			username,
			// One question is the password's, once; what else is asked (a second factor) nobody is there to answer.
			prompt: (_name, _instructions, _language, prompts, finish) => {
				const answers = hasAnswered ? [] : prompts.map(() => login.password).slice(0, 1);
				hasAnswered ||= answers.length > 0;
				finish(answers);
			},
		};
	}
}
