const DAY = 86_400_000;

/** From one date `YYYY-MM-DD` to another, both included. */
export interface Period {
	from: string;
	to: string;
}

/** This day in UTC, `YYYY-MM-DD`. */
export function today(): string {
	return new Date().toISOString().slice(0, 10);
}

/** The date `days` days after a date `YYYY-MM-DD`. */
export function addDays(date: string, days: number): string {
	return new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY).toISOString().slice(0, 10);
}

/** The whole calendar month before that of a date. */
export function lastFullMonth(date: string): Period {
	const to = addDays(`${date.slice(0, 7)}-01`, -1);
	return { from: `${to.slice(0, 7)}-01`, to };
}
