import { type FileSkeleton, compileFile } from '../../xml/skeleton';
import type { Kind } from './invoice';
import type { Scope } from './tree/elements';
import { rootElement } from './tree/rootElement';

/** The compiled trees of one run, one for each root and currency, with or without an embedded file. */
export class Skeletons {
	private readonly compiled = new Map<string, FileSkeleton<Scope>>();

	get(root: Kind['root'], currency: string, isEmbedded: boolean): FileSkeleton<Scope> {
		const key = `${root} ${currency} ${isEmbedded}`;
		let skeleton = this.compiled.get(key);
		if (!skeleton) {
			skeleton = compileFile(rootElement(root, currency, isEmbedded));
			this.compiled.set(key, skeleton);
		}
		return skeleton;
	}
}
