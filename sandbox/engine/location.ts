import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The package that the sandbox shows, whether this runs from the sources or from where it was compiled to. */
export const PROJECT = folderWithPackage(__dirname);

/** The sandbox's own folder. */
export const SANDBOX = join(PROJECT, 'sandbox');

function folderWithPackage(folder: string): string {
	return existsSync(join(folder, 'package.json')) ? folder : folderWithPackage(dirname(folder));
}
