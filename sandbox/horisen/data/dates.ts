import { addDays, type Period } from '../../simulator/dates';

export { addDays, lastFullMonth, type Period } from '../../simulator/dates';

/** The whole calendar month of a date. */
export function monthOf(date: string): Period {
	const from = `${date.slice(0, 7)}-01`;
	return { from, to: addDays(`${addDays(from, 31).slice(0, 7)}-01`, -1) };
}

export function atTime(date: string, time: string): string {
	return `${date}T${time}.000Z`;
}
