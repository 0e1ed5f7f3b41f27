import { Login } from '../../../../nodes/SftpDelivery/session/sshLogin';
import type { ServerSettings } from '../../../../nodes/SftpDelivery/session/serverSettings';

const SETTINGS = { username: 'erp', login: { password: 'secret' } } as ServerSettings;

interface Dialogue {
	prompt(
		name: string,
		instructions: string,
		language: string,
		prompts: unknown[],
		finish: (answers: string[]) => void,
	): void;
}

describe('Login', () => {
	it('tries one method once, because a second try would count against the account', () => {
		const login = new Login(SETTINGS);
		const both = ['password', 'keyboard-interactive'];
		expect([login.next(null), login.next(both), login.next(both), login.next(both)]).toEqual([
			'none',
			'password',
			false,
			false,
		]);
	});

	it('answers a dialogue with the password once', () => {
		const login = new Login(SETTINGS);
		login.next(null);
		const { prompt } = login.next(['keyboard-interactive']) as unknown as Dialogue;
		const answers: string[][] = [];
		for (const prompts of [[], ['Password:'], ['Password:'], ['Code:']]) {
			prompt('', '', '', prompts, (given) => answers.push(given));
		}
		expect(answers).toEqual([[], ['secret'], [], []]);
	});

	it('distinguishes a proof that is not enough from one that is refused', () => {
		const enough = new Login(SETTINGS);
		enough.next(null);
		enough.next(['publickey', 'password'], false);
		enough.next(['publickey', 'password'], false);
		expect(enough.wantsMore).toBe(false);
		const first = new Login(SETTINGS);
		first.next(null);
		first.next(['password'], false);
		expect(first.next(['keyboard-interactive'], true)).toBe(false);
		expect(first).toMatchObject({ wantsMore: true, offered: ['keyboard-interactive'] });
	});
});
