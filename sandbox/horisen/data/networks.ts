/** A mobile network as a destination of traffic. Names and codes contain what trips up an XML file or a table. */
export interface Network {
	countryId: number;
	countryName: string;
	countryCode2: string;
	operatorId: number;
	operatorName: string;
	mcc: string;
	mnc: string;
}

const COUNTRIES: Array<[id: number, name: string, code: string, mcc: string, networks: string[]]> =
	[
		[756, 'Switzerland', 'CH', '228', ['01 Alp Mobile', '02 Berg & Tal', '03 Lac <Mobile>']],
		[276, 'Germany', 'DE', '262', ['01 Nordfunk', '02 Südfunk "Plus"', '003 Kleinnetz']],
		[250, 'France', 'FR', '208', ['01 Réseau Un', "010 L'Autre Réseau", '20 Trois']],
		[300, 'Greece', 'GR', '202', ['01 Ελληνικό Δίκτυο', '05 Aegean Mobile']],
		[384, "Côte d'Ivoire", 'CI', '612', ['02 Lagune', '03 Baobab', '05 Forêt']],
		[
			840,
			'United States',
			'US',
			'310',
			['004 Prairie Wireless', '010 Coast to Coast', '410 Lakes'],
		],
		[784, 'United Arab Emirates', 'AE', '424', ['02 شبكة الخليج', '03 Dune']],
		[392, 'Japan', 'JP', '440', ['00 海の電話', '010 Mountain Tele']],
		[356, 'India', 'IN', '404', ['07 Deccan', '001 Ganga Mobile']],
		[1, 'Test Network', 'XT', '001', ['01 Loopback 🧪', '001 Echo']],
	];

export const NETWORKS: Network[] = COUNTRIES.flatMap(
	([countryId, countryName, code, mcc, networks]) =>
		networks.map((network, index) => {
			const space = network.indexOf(' ');
			return {
				countryId,
				countryName,
				countryCode2: code,
				operatorId: countryId * 10 + index,
				operatorName: network.slice(space + 1),
				mcc,
				mnc: network.slice(0, space),
			};
		}),
);
