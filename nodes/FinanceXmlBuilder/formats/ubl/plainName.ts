/** The name of a section's field that shows directly in the form: `seller`, `name` is `sellerName`. */
export function plainName(section: string, name: string): string {
	return `${section}${name[0].toUpperCase()}${name.slice(1)}`;
}
