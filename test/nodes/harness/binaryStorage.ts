import { Logger } from '@n8n/backend-common';
import { Container } from '@n8n/di';
import { BinaryDataConfig, BinaryDataService, ErrorReporter } from 'n8n-core';
import type { IBinaryData, INodeExecutionData } from 'n8n-workflow';
import { Readable } from 'node:stream';

/** `filesystem` is n8n's default; `memory` keeps the whole file in the item, as 1.x does by default. */
export type BinaryMode = 'filesystem' | 'memory';

/** How a file is named in an item. Without a kind, the name decides. */
export interface BinaryDetails {
	fileName?: string;
	mimeType?: string;
}

/** n8n's own binary data service, keeping its files below the test's directory. */
export class BinaryStorage {
	private constructor(private readonly service: BinaryDataService) {}

	static async open(mode: BinaryMode, directory: string): Promise<BinaryStorage> {
		const config = Object.assign(Object.create(Container.get(BinaryDataConfig)), {
			mode: mode === 'memory' ? 'default' : 'filesystem',
			localStoragePath: directory,
		}) as BinaryDataConfig;
		const service = new BinaryDataService(
			config,
			Container.get(ErrorReporter),
			Container.get(Logger),
		);
		await service.init();
		return new BinaryStorage(service);
	}

	/** Makes this the storage that the engine uses for the runs that follow. */
	use(): void {
		Container.set(BinaryDataService, this.service);
	}

	async store(
		content: string | Buffer | Readable,
		{ fileName, mimeType = 'application/octet-stream' }: BinaryDetails,
	): Promise<IBinaryData> {
		const source = typeof content === 'string' ? Buffer.from(content) : content;
		return await this.service.store(
			{ type: 'execution', workflowId: 'input', executionId: 'input' },
			source,
			{ data: '', mimeType, fileName },
		);
	}

	/** @throws if the item has no binary data of that name */
	async read(item: INodeExecutionData, property: string): Promise<Buffer> {
		return await this.service.getAsBuffer(binaryOf(item, property));
	}

	/** @throws if the item has no binary data of that name */
	async stream(item: INodeExecutionData, property: string): Promise<Readable> {
		const binary = binaryOf(item, property);
		if (binary.id) return await this.service.getAsStream(binary.id);
		return Readable.from([await this.service.getAsBuffer(binary)]);
	}
}

function binaryOf(item: INodeExecutionData, property: string): IBinaryData {
	const binary = item.binary?.[property];
	if (binary) return binary;
	const names = Object.keys(item.binary ?? {}).join(', ') || 'none';
	throw new Error(`The item has no binary data "${property}" (it has: ${names})`);
}
