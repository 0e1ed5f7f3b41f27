/**
 * Whether a caller accepts gzip, by its `Accept-Encoding` (RFC 9110, 12.5.3); without that header, it gets plain text.
 */
export function acceptsGzip(header: string | undefined): boolean {
	const weights = new Map(
		(header ?? '').split(',').map((entry): [string, number] => {
			const [coding, ...parameters] = entry.split(';').map((part) => part.trim().toLowerCase());
			const weight = parameters.find((parameter) => parameter.startsWith('q='));
			return [coding, weight === undefined ? 1 : Number(weight.slice(2))];
		}),
	);
	return (weights.get('gzip') ?? weights.get('*') ?? 0) > 0;
}
