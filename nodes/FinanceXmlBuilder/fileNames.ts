import { OperatorError } from '../common/errors';

/** The file names that one run of the node gave out. */
export class FileNames {
	private readonly owners = new Map<string, { documentLabel: string; revision: string }>();

	/**
	 * Claims a name. The same document may come twice: its files are the same.
	 *
	 * @throws OperatorError where another document has it, in the eyes of a file system that ignores case
	 */
	claim(fileName: string, documentLabel: string, revision: string): string {
		const key = fileName.toLowerCase();
		const owner = this.owners.get(key);
		if (owner && owner.revision !== revision) {
			throw new OperatorError(
				`${documentLabel} would get the file name "${fileName}", which ${owner.documentLabel} already has`,
				{
					description:
						'Use a field in "File Name" that differs for every document, or leave it empty: number, uuid and revision then make the name.',
				},
			);
		}
		this.owners.set(key, { documentLabel, revision });
		return fileName;
	}
}
