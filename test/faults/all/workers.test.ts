import {
	expectKilledWorkerSurvived,
	expectLateBatchRefused,
	STEPS_OF_A_BATCH,
	useWorkers,
} from '../support/useWorkers';

const theatre = useWorkers();

describe('18 · a worker killed with -9 in mid-batch, at every step', () => {
	test.each(STEPS_OF_A_BATCH)(
		'%s: the dispatcher says what it left, the next run converges',
		async (_, transition) => await expectKilledWorkerSurvived(theatre, transition),
	);
});

describe('19 · a batch paused past its run, at every step', () => {
	test.each(STEPS_OF_A_BATCH)(
		'%s: its late writes are refused, nothing is doubled',
		async (_, transition) => await expectLateBatchRefused(theatre, transition),
	);
});
