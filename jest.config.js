/** @type {import('jest').Config} */
module.exports = {
	testEnvironment: 'node',
	roots: ['<rootDir>/test'],
	testMatch: ['**/*.test.ts'],
	// Nothing here measures time: a busy machine must not fail a test that is only slow.
	testTimeout: 120_000,
	transform: { '^.+\\.ts$': ['ts-jest', { tsconfig: 'test/tsconfig.json' }] },
	modulePathIgnorePatterns: [
		'<rootDir>/dist',
		'<rootDir>/sandbox/n8n',
		'<rootDir>/sandbox/n8n-1',
		'<rootDir>/sandbox/.data',
	],
	testSequencer: '<rootDir>/test/reporter/slowFirst.cjs',
	reporters: ['default', '<rootDir>/test/reporter/progressReporter.mjs'],
};
