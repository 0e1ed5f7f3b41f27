import { type FileSkeleton, compileFile } from '../../xml/skeleton';
import type { Kind } from './invoice';
import type { Scope } from './tree/elements';
import { rootElement } from './tree/root';

/** The compiled trees of one run, one for each root and currency. */
export class Skeletons {
	private readonly compiled = new Map<string, FileSkeleton<Scope>>();

	get(root: Kind['root'], currency: string): FileSkeleton<Scope> {
		const key = `${root} ${currency}`;
		let skeleton = this.compiled.get(key);
		if (!skeleton) {
			skeleton = compileFile(rootElement(root, currency));
			this.compiled.set(key, skeleton);
		}
		return skeleton;
	}
}
