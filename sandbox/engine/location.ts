import { join } from 'node:path';

/** The sandbox's own folder, whether this runs from the sources or from `.build`. */
export const SANDBOX = join(__dirname, '..').endsWith('.build')
	? join(__dirname, '..', '..')
	: join(__dirname, '..');

/** The package that the sandbox shows: the folder above. */
export const PROJECT = join(SANDBOX, '..');
