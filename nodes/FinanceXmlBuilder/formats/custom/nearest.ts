/** The known text most similar to an unknown one, or undefined if none is similar. */
export function nearest(asked: string, known: Iterable<string>): string | undefined {
	const wanted = asked.toLowerCase();
	const most = Math.max(2, Math.floor(wanted.length / 3));
	let best: { text: string; changes: number } | undefined;
	for (const text of known) {
		const changes = distance(wanted, text.toLowerCase(), best ? best.changes - 1 : most);
		if (changes !== undefined) best = { text, changes };
	}
	return best?.text;
}

/** `; did you mean "…"?`, or nothing. */
export function didYouMean(asked: string, known: Iterable<string>): string {
	const found = nearest(asked, known);
	return found === undefined ? '' : `; did you mean "${found}"?`;
}

/** How many letters to change, add or remove (Levenshtein); undefined if more than `most`. */
function distance(one: string, other: string, most: number): number | undefined {
	if (Math.abs(one.length - other.length) > most) return undefined;
	let row = Array.from({ length: other.length + 1 }, (_, index) => index);
	for (let i = 1; i <= one.length; i++) {
		const next = [i];
		for (let j = 1; j <= other.length; j++) {
			const change = row[j - 1] + Number(one[i - 1] !== other[j - 1]);
			next.push(Math.min(change, row[j] + 1, next[j - 1] + 1));
		}
		row = next;
	}
	return row[other.length] <= most ? row[other.length] : undefined;
}
