/** Whether digits end in the check digit of GS1: weights 3 and 1 from the right, modulo 10. */
export function isGln(text: string): boolean {
	if (!/^\d{2,}$/.test(text)) return false;
	const digits = [...text].map(Number).reverse();
	const [check, ...others] = digits;
	const sum = others.reduce((total, digit, index) => total + digit * (index % 2 === 0 ? 3 : 1), 0);
	return (10 - (sum % 10)) % 10 === check;
}
