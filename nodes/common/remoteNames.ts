/**
 * The temporary name of a file. ERPs ignore names that begin with a dot.
 *
 * @param token of the writer, which makes the name unique
 */
export function partName(fileName: string, token: string): string {
	return `.${fileName}.${token}.part`;
}

export function isPartName(name: string): boolean {
	return /^\..+\.part$/s.test(name);
}

/** @param directory with or without a slash at its end */
export function pathOf(directory: string, name: string): string {
	return directory.endsWith('/') ? directory + name : `${directory}/${name}`;
}

/** The name at the end of a path. */
export function nameOf(path: string): string {
	return path.slice(path.lastIndexOf('/') + 1);
}
