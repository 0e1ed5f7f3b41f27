import fc from 'fast-check';
import {
	nameInDisposition,
	safeFileName,
} from '../../../../nodes/Rainbow/Invoicing/invoiceFileName';

describe('nameInDisposition', () => {
	it.each([
		['attachment; filename=CDR_SERV.csv', 'CDR_SERV.csv'],
		['attachment; filename="a; b.csv"; size=3', 'a; b.csv'],
		['attachment; filename="say \\"hi\\".csv"', 'say "hi".csv'],
		['attachment; filename="plain.csv"; filename*=UTF-8\'\'%E6%9D%B1.csv', '東.csv'],
		["attachment; filename*=iso-8859-1'en'M%FCller.csv", 'Müller.csv'],
		["attachment; filename*=UTF-8''100%.csv", '100%.csv'],
		["attachment; filename*=utf8''M%C3%BCller.csv", 'Müller.csv'],
		[Buffer.from('attachment; filename="Müller.csv"').toString('latin1'), 'Müller.csv'],
		['attachment; filename="M\u00fcller.csv"', 'Müller.csv'],
		['ATTACHMENT; FILENAME = x.csv', 'x.csv'],
		['attachment', ''],
		['', ''],
	])('reads %j', (header, name) => {
		expect(nameInDisposition(header)).toBe(name);
	});
});

describe('safeFileName', () => {
	it.each([
		['../../etc/passwd', 'passwd'],
		['C:\\temp\\a.csv', 'a.csv'],
		['.hidden', 'hidden'],
		['a\u202Ecsv.exe', 'a_csv.exe'],
		['a\u0000\n.csv', 'a_.csv'],
		['what?.csv', 'what_.csv'],
		['NUL', '_NUL'],
		['com1.csv', '_com1.csv'],
		['-rf.csv', '_-rf.csv'],
		['dots...', 'dots'],
		['..', 'own.csv'],
		['///', 'own.csv'],
		['東京 50%.csv', '東京 50%.csv'],
	])('turns %j into %j', (name, safe) => {
		expect(safeFileName(name, 'own.csv')).toBe(safe);
	});

	it('cuts a long name without losing its ending or half a character', () => {
		const name = safeFileName(`${'東'.repeat(300)}.csv`, 'own.csv');
		expect(name).toMatch(/^東+\.csv$/);
		expect(Buffer.byteLength(name)).toBeLessThanOrEqual(200);
	});

	it('gives one safe name for any text, and does not change it again', () => {
		fc.assert(
			fc.property(fc.string({ maxLength: 300, unit: 'binary' }), (name) => {
				const safe = safeFileName(name, 'own.csv');
				expect(safe).not.toMatch(/[/\\\p{Cc}\p{Cf}<>:"|?*]|^\.|^-|[. ]$/u);
				expect(safe).not.toBe('');
				expect(Buffer.byteLength(safe)).toBeLessThanOrEqual(200);
				expect(safeFileName(safe, 'own.csv')).toBe(safe);
			}),
		);
	});
});
