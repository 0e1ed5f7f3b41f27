const { PackageDirectoryLoader } = require('n8n-core');

/**
 * Loads every node and credential of an installed package with n8n's own loader, in a process of its
 * own, as n8n's start does, and prints what the loader found as JSON.
 *
 * Usage: node loadPackage.js <directory of the package>
 */
async function main([directory]) {
	const loader = new PackageDirectoryLoader(directory);
	await loader.loadAll();
	const { nodes, credentials } = loader.types;
	process.stdout.write(JSON.stringify({ nodes, credentials, known: loader.known }));
}

void main(process.argv.slice(2));
