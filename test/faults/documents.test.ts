import type { FinanceDocument } from '../../sandbox/horisen';
import { Libxml2 } from '../support/libxml2';
import type { Scene } from './support/scene';
import { expectFailure, expectSettled, expectUntouched, useStage } from './support/useStage';

const theatre = useStage();

const isSafeName = (name: string) => /^[A-Za-z0-9][A-Za-z0-9._-]{0,199}\.xml$/.test(name);

/** The file that was delivered for a document. */
function fileOf(scene: Scene, { documentUuid }: FinanceDocument): string {
	const file = scene.inbox().files.find(({ content }) => content.includes(documentUuid));
	if (!file) throw new Error(`Nothing was delivered for ${documentUuid}`);
	return file.content;
}

/** Documents without traffic, whose changes need not agree with rows. */
function withoutTraffic(scene: Scene): FinanceDocument[] {
	const { data } = scene.horisen;
	return scene.eligible().filter(({ id }) => data.trafficReport('customer', id) === undefined);
}

describe('10 · partners', () => {
	test('that have two documents, or an id that is null, empty or missing, get all of them', async () => {
		const scene = await theatre.scene();
		const documents = scene.eligible();
		const [first, second, third, fourth] = documents;
		Object.assign(second, { bizPartnerId: first.bizPartnerId, bizPartner: first.bizPartner });
		Object.assign(second, { bizPartnerExternalRefId: first.bizPartnerExternalRefId });
		Object.assign(third, { bizPartnerId: null, bizPartnerExternalRefId: null });
		Object.assign(fourth, { bizPartnerExternalRefId: '' });
		delete documents[4].bizPartnerExternalRefId;
		await expectSettled(scene);
		expect(scene.inbox().files).toHaveLength(documents.length);
	});
});

describe('10 · the key', () => {
	test.each([undefined, null, ''])(
		'is %p: no page can be trusted to be complete, so nothing is taken',
		async (documentUuid) => {
			const scene = await theatre.scene();
			const [keyless] = scene.eligible();
			const { documentUuid: kept } = keyless;
			Object.assign(keyless, { documentUuid });
			expectFailure(await scene.run(), /documentUuid/);
			await expectUntouched(scene);
			Object.assign(keyless, { documentUuid: kept });
			await expectSettled(scene);
		},
	);

	test("is the partner's: one delivery per partner, and documents without a partner fail by name", async () => {
		const scene = await theatre.scene({ choices: { keyField: 'bizPartnerExternalRefId' } });
		const documents = scene.eligible();
		const nameless = documents.filter((document) => !document.bizPartnerExternalRefId);
		const partners = new Set(
			documents.map((document) => document.bizPartnerExternalRefId).filter(Boolean),
		);
		expect(nameless.length).toBeGreaterThan(0);
		const run = await scene.run();
		expectFailure(run, nameless[0].documentNumber, /bizPartnerExternalRefId/);
		expect(scene.inbox().files).toHaveLength(partners.size);
		const again = await scene.run();
		expectFailure(again, nameless[0].documentNumber);
		expect(scene.inbox().files).toHaveLength(partners.size);
	});
});

describe('11 · amounts', () => {
	test('of 1e-7 and 0.1+0.2 are exact decimals', async () => {
		const scene = await theatre.scene();
		const [tiny, binary] = withoutTraffic(scene);
		Object.assign(tiny, { rounding: 1e-7, domesticRounding: 5e-324 });
		Object.assign(binary, { rounding: 0.1 + 0.2 });
		await expectSettled(scene);
		expect(fileOf(scene, tiny)).toContain('>0.0000001<');
		expect(fileOf(scene, tiny)).not.toMatch(/>-?\d+(\.\d+)?e[+-]?\d+</i);
		expect(fileOf(scene, binary)).toContain('>0.30000000000000004<');
	});

	test.each([
		['missing', undefined],
		['null', null],
		['the text NaN', 'NaN'],
		['another text', 'twelve'],
	])('of %s: that document is refused by name, and the others go on', async (_, value) => {
		const scene = await theatre.scene();
		const [broken] = withoutTraffic(scene);
		const { total } = broken;
		Object.assign(broken, { total: value });
		if (value === undefined) Reflect.deleteProperty(broken, 'total');
		expectFailure(await scene.run(), broken.documentNumber, /total/);
		expect(scene.inbox().files).toHaveLength(scene.eligible().length - 1);
		Object.assign(broken, { total });
		await expectSettled(scene);
	});
});

describe('12 · text', () => {
	const NASTY = [
		'& < > " \' ]]>',
		'line\nfeed\r\ncarriage\treturn',
		'emoji 🧾 and 👩‍👩‍👧',
		'שלום \u202Eright to left\u202C',
		'control \u0000\u0001\u0008\u001F characters \uFFFE\uFFFF',
		'lone \uD800 surrogates \uDFFF',
		`../../../etc/passwd ${'x'.repeat(300)}`,
	];

	test('of any kind gives well-formed XML, with unsupported characters replaced and counted, and safe names', async () => {
		const scene = await theatre.scene();
		const documents = scene.eligible();
		documents.forEach((document, index) => {
			const text = NASTY[index % NASTY.length];
			document.documentNumber = text;
			document.bizPartner.name = text;
			document.bizPartner.address = text;
			for (const item of document.items) item.name = text;
		});
		// The same after making them safe: only the document's id differs.
		documents[0].documentNumber = '../a';
		documents[1].documentNumber = '..\\a';
		await expectSettled(scene);

		const parser = new Libxml2();
		theatre.afterwards(() => parser.close());
		const { files } = scene.inbox();
		for (const { name, content } of files) {
			expect(isSafeName(name)).toBe(true);
			expect((await parser.read(Buffer.from(content))).errors).toEqual([]);
		}
		const folded = files.map(({ name }) => name.toLowerCase());
		expect(new Set(folded).size).toBe(documents.length);
		expect(fileOf(scene, documents[0])).toContain('&amp; &lt;');
		expect(fileOf(scene, documents[4])).toContain('control \uFFFD');
		expect(fileOf(scene, documents[5])).toContain('lone \uFFFD surrogates \uFFFD');
	});
});
