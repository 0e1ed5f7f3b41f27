import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The folder of the package, whether this runs from the sources or compiled in a folder below it. */
export const PROJECT = nearestPackage(__dirname);

/** The sandbox's own folder. */
export const SANDBOX = join(PROJECT, 'sandbox');

function nearestPackage(folder: string): string {
	return existsSync(join(folder, 'package.json')) ? folder : nearestPackage(dirname(folder));
}
