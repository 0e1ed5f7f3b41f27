import { type CheckedPath, isFieldOfDocument, isInCatalogue } from './knownPaths';
import { didYouMean } from './nearest';
import type { Path, Step } from './path';
import { SUMMARY } from './scope';

/** The meaning of a root: the document, the row, or an entry of a list in one of them. */
type Standing = Pick<CheckedPath, 'root' | 'steps'>;

/** The roots of paths at a place in a template, and the paths that an item must confirm. */
export class Names {
	private constructor(
		private readonly standing: ReadonlyMap<string, Standing>,
		/** All paths of the template that the catalogue lacks, each once. */
		private readonly unsure: Map<string, CheckedPath>,
	) {}

	static outermost(): Names {
		return new Names(new Map([['document', { root: 'document', steps: [] }]]), new Map());
	}

	/** The paths of the template that only an item can confirm. */
	unsurePaths(): CheckedPath[] {
		return [...this.unsure.values()];
	}

	/** The names inside the element for each row. */
	withRow(): Names {
		return new Names(new Map([...this.standing, ['row', { root: 'row', steps: [] }]]), this.unsure);
	}

	/** The names inside the element for each entry of a list. */
	withEntry(name: string, list: Path): Names {
		const { root, steps } = this.standing.get(list.root) ?? { root: 'document', steps: [] };
		const entry: Standing = { root, steps: [...steps, ...list.steps, { kind: 'index', index: 0 }] };
		return new Names(new Map([...this.standing, [name, entry]]), this.unsure);
	}

	/** Whether an entry cannot have this name. Only `item` may also name an inner entry. */
	isTaken(name: string): boolean {
		const isRoot = ['document', 'summary', 'row', 'rows'].includes(name);
		return isRoot || (name !== 'item' && this.standing.has(name));
	}

	/**
	 * Refuses a path with an unknown root, an unknown `summary` figure, or a number of something that is not counted.
	 *
	 * @param more the steps into an entry of the list at the path
	 */
	use(path: Path, more: readonly Step[] = []): void {
		const { root, steps, number, text, piece } = path;
		const roots = [...this.standing.keys(), 'summary'];
		if (root === 'summary') {
			const figures = SUMMARY.map((figure) => `summary.${figure}`);
			if (figures.includes(text)) return;
			const known = figures.join(', ');
			throw piece.mistake(`there is no "${text}", only ${known}${didYouMean(text, figures)}`);
		}
		const standing = this.standing.get(root);
		if (!standing) {
			throw piece.mistake(
				`"${text}" begins with "${root}"; here a path begins with ${roots.join(', ')}${meantBy(path, roots)}`,
			);
		}
		if (number) {
			if (root !== 'document' && steps.length === 1) return;
			throw piece.mistake(`"${text}": only a row and an entry of a list have a #number`);
		}
		const inEntry: Step[] = more.length > 0 ? [{ kind: 'index', index: 0 }, ...more] : [];
		const checked: CheckedPath = {
			path,
			root: standing.root,
			steps: [...standing.steps, ...steps, ...inEntry],
			own: standing.steps.length,
		};
		if (isInCatalogue(checked)) return;
		const key = `${checked.root} ${JSON.stringify(checked.steps)}`;
		if (!this.unsure.has(key)) this.unsure.set(key, checked);
	}
}

/** A field of the document without `document`, or with another root, as in n8n's expressions; a row outside the rows. */
function meantBy({ root, steps, text }: Path, roots: readonly string[]): string {
	if (root === 'row') return '; "row" has a meaning only inside each="rows"';
	const inDocument: Array<[steps: Step[], path: string]> = [
		[[{ kind: 'field', name: root, mayLack: false }, ...steps], `document.${text}`],
		[steps, `document${text.slice(root.length)}`],
	];
	const found = inDocument.find(([all]) => all.length > 0 && isFieldOfDocument(all));
	return found ? `; did you mean "${found[1]}"?` : didYouMean(root, roots);
}
