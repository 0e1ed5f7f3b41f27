/** The middle one, or what is halfway between the two in the middle; NaN of none. */
export function median(numbers: number[] = []): number {
	const sorted = [...numbers].sort((one, other) => one - other);
	const half = (sorted.length - 1) / 2;
	return (sorted[Math.floor(half)] + sorted[Math.ceil(half)]) / 2;
}
