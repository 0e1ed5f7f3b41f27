import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Libxml2 } from '../../../../support/libxml2';
import { GOLDEN } from './goldenDocuments';
import { schemaFile, VALIDATED } from './schemas';
import { ublFile } from './ublFile';

const FOLDER = join(__dirname, '../../../../fixtures/ubl');

describe(`golden invoices, ${VALIDATED}`, () => {
	const libxml2 = new Libxml2();
	afterAll(async () => await libxml2.close());

	it.each(Object.entries(GOLDEN))('%s', async (name, { document, settings, traffic }) => {
		const { xml, violations } = await ublFile(document, settings, traffic);
		const lines = xml.replace(/></g, '>\n<');
		const path = join(FOLDER, `${name}.xml`);
		// For an intended change: UPDATE_GOLDEN=1, then read the diff.
		if (process.env.UPDATE_GOLDEN) writeFileSync(path, `${lines}\n`);
		expect(`${lines}\n`).toBe(readFileSync(path, 'utf8'));
		expect(violations).toEqual([]);
		const schema = schemaFile(name.startsWith('381') ? 'CreditNote' : 'Invoice');
		const { errors, found } = await libxml2.read(xml, {
			schemaFile: schema,
			xpaths: ['//*[not(*) and not(normalize-space())]'],
		});
		expect([errors, found]).toEqual([[], [[]]]);
	});
});
