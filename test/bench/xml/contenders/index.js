/** `streams`: it can read a traffic file without holding it. Loaded only when they run: a contender does not pay for the others' libraries. */
const contenders = {
	floor: { title: 'JSON.stringify (the floor)', load: () => require('./floor') },
	document: {
		title: 'ours, format Document',
		streams: true,
		load: () => require('./ours').document,
	},
	custom: { title: 'ours, format Custom', streams: true, load: () => require('./ours').custom },
	fastXmlParser: { title: 'fast-xml-parser XMLBuilder', load: () => require('./fast-xml-parser') },
	xml2js: { title: 'xml2js Builder', load: () => require('./xml2js') },
	xmlbuilder2: { title: 'xmlbuilder2 create()', load: () => require('./xmlbuilder2') },
};

module.exports = { contenders };
