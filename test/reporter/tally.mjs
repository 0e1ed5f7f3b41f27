/**
 * Counts a jest run's tests. A test file that could not run at all counts as one failed test, so that a
 * broken file never reads as a success.
 *
 * @param {import('@jest/reporters').AggregatedResult} results
 * @returns {{ passed: number, failed: number, skipped: number }}
 */
export function tally(results) {
	return {
		passed: results.numPassedTests,
		failed: results.numFailedTests + results.numRuntimeErrorTestSuites,
		skipped: results.numPendingTests + results.numTodoTests,
	};
}

/** @returns {string} `N passed, N failed`, and `, N skipped` if there are any */
export function tallyLine({ passed, failed, skipped }) {
	return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}
