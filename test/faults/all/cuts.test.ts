import type { RequestName } from '../../../sandbox/sftp/inProcess';
import { expectSettled, useStage } from '../support/useStage';

const theatre = useStage();

const REQUESTS: RequestName[] = [
	'OPEN',
	'WRITE',
	'fsync@openssh.com',
	'FSTAT',
	'CLOSE',
	'STAT',
	'LSTAT',
	'RENAME',
	'OPENDIR',
	'READDIR',
];

/** Further than the largest file of the scene. */
const BYTES = Array.from({ length: 20 }, (_, index) => index * 8_191);

describe('16 · the connection is lost', () => {
	const moments = REQUESTS.flatMap((on) => [false, true].map((done) => [on, done] as const));

	test.each(moments)('at %s (carried out: %s): the files are delivered', async (on, done) => {
		const scene = await theatre.scene();
		scene.sftp.faults.inject({ on, fault: { kind: 'cut', done } });
		await scene.run();
		await expectSettled(scene);
	});

	test.each(moments)(
		'at every second %s (carried out: %s): the files are delivered',
		async (on, done) => {
			const scene = await theatre.scene();
			for (let skip = 1; skip < 20; skip += 2) {
				scene.sftp.faults.inject({ on, skip, fault: { kind: 'cut', done } });
			}
			await scene.run();
			scene.sftp.faults.clear();
			await expectSettled(scene);
		},
	);

	test.each(BYTES)('at byte %i: the files are delivered', async (byte) => {
		const scene = await theatre.scene();
		scene.sftp.faults.inject({ on: 'WRITE', fault: { kind: 'cutAt', byte } });
		await scene.run();
		await expectSettled(scene);
	});
});
