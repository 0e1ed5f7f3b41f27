import { createReadStream, existsSync, readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { ICredentialType, INodeExecutionData, INodeType } from 'n8n-workflow';
import { ErpSftpApi } from '../../../credentials/ErpSftpApi.credentials';
import { SftpDelivery } from '../../../nodes/SftpDelivery/SftpDelivery.node';
import { NodeHarness } from '../../nodes/harness/nodeHarness';
import type { SingleNode } from '../../nodes/harness/singleNode';
import type { Job, Result } from './job';

/** What one node needs to send the files of a job. */
interface Contender {
	node: INodeType;
	credentialType: ICredentialType;
	single: Omit<SingleNode, 'input' | 'credentials'>;
}

/** The node of this package, with its usual checks, fsync, rename and checksum. */
function ours({ directory }: Job): Contender {
	return {
		node: new SftpDelivery(),
		credentialType: new ErpSftpApi(),
		single: {
			node: 'sftpDelivery',
			parameters: { resource: 'file', operation: 'deliver', remoteDirectory: directory },
		},
	};
}

/** The pinned n8n's own node: an upload under the final name. */
function ftpNode({ directory, n8nNodes }: Job): Contender {
	const fromN8n = createRequire(join(n8nNodes, 'package.json'));
	const load = (path: string, name: string) =>
		new (fromN8n(`./${path}`) as Record<string, new () => never>)[name]();
	return {
		node: load('dist/nodes/Ftp/Ftp.node.js', 'Ftp'),
		credentialType: load('dist/credentials/Sftp.credentials.js', 'Sftp'),
		single: {
			node: 'ftp',
			parameters: {
				protocol: 'sftp',
				operation: 'upload',
				path: `=${directory}/{{ $json.fileName }}`,
				binaryPropertyName: 'xml',
			},
			settings: { typeVersion: 1.1 },
		},
	};
}

/** Runs one job with one node in n8n's own execution, and says how long the node took. */
async function main(job: Job): Promise<void> {
	const { node, credentialType, single } = job.contender === 'ours' ? ours(job) : ftpNode(job);
	const n8n = new NodeHarness({ nodes: [node], credentialTypes: [credentialType] });
	const input: INodeExecutionData[] = [];
	for (let index = 0; index < job.files; index++) {
		const fileName = `${job.contender}-${index}.xml`;
		input.push(await n8n.itemWithFile({ fileName }, 'xml', createReadStream(job.source)));
	}
	const credentials = {
		[credentialType.name]: n8n.saveCredential(credentialType.name, job.credential),
	};
	const before = process.resourceUsage().maxRSS;
	const startedAt = performance.now();
	const { error, outputs } = await n8n.runNode({ ...single, credentials, input });
	const milliseconds = performance.now() - startedAt;
	const grownBytes = (process.resourceUsage().maxRSS - before) * 1024;
	await n8n.close();
	if (error) throw error;
	if (outputs[0].length !== job.files) throw new Error(`${outputs[0].length} items came out`);
	for (const { json } of input) check(job, String(json.fileName));
	const result: Result = { milliseconds, grownBytes };
	console.log(JSON.stringify(result));
}

/** Every contender must have done the work. */
function check({ directory, source }: Job, fileName: string): void {
	const path = join(directory, fileName);
	if (!existsSync(path) || statSync(path).size !== statSync(source).size) {
		throw new Error(`${fileName} did not arrive whole`);
	}
}

main(JSON.parse(readFileSync(process.argv[2], 'utf8')) as Job).then(
	() => process.exit(0),
	(error: unknown) => {
		console.error(error);
		process.exit(1);
	},
);
