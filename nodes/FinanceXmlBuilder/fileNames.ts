import { OperatorError } from '../common/errors';

/** The file names used in one run of the node. */
export class FileNames {
	private readonly owners = new Map<string, { documentLabel: string; revision: string }>();

	/**
	 * Claims a name. The same document may come twice: its files are the same.
	 *
	 * @throws OperatorError if another document has it, ignoring case
	 */
	claim(fileName: string, documentLabel: string, revision: string): string {
		const key = fileName.toLowerCase();
		const owner = this.owners.get(key);
		if (owner && owner.revision !== revision) {
			throw new OperatorError(
				`${documentLabel} would get the file name "${fileName}", which ${owner.documentLabel} already has`,
				{
					description:
						'In "File Name", use a field that differs for every document, or leave it empty: the name is then made from number, uuid and revision.',
				},
			);
		}
		this.owners.set(key, { documentLabel, revision });
		return fileName;
	}
}
