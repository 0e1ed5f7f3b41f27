const DAY = 86_400_000;

/** The day `days` after a date `YYYY-MM-DD`. */
export function addDays(date: string, days: number): string {
	return new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY).toISOString().slice(0, 10);
}

export interface Period {
	from: string;
	to: string;
}

/** The whole calendar month before the one that a date is in. */
export function lastFullMonth(today: string): Period {
	const to = addDays(`${today.slice(0, 7)}-01`, -1);
	return { from: `${to.slice(0, 7)}-01`, to };
}

/** The whole calendar month that a date is in. */
export function monthOf(date: string): Period {
	const from = `${date.slice(0, 7)}-01`;
	return { from, to: addDays(`${addDays(from, 31).slice(0, 7)}-01`, -1) };
}

export function atTime(date: string, time: string): string {
	return `${date}T${time}.000Z`;
}
