import type {
	ICredentialDataDecryptedObject,
	ICredentialsEncrypted,
	INodeCredentialsDetails,
} from 'n8n-workflow';
import { ICredentials } from 'n8n-workflow';

interface SavedCredential {
	type: string;
	name: string;
	/** JSON text, so that nothing but what JSON can hold survives, as in n8n's database. */
	data: string;
}

/** Credentials as n8n's database would hold them, in memory and not encrypted. */
export class CredentialStore {
	private readonly saved = new Map<string, SavedCredential>();

	/** Saves a new credential and returns what a node holds of it. */
	add(type: string, data: ICredentialDataDecryptedObject): INodeCredentialsDetails {
		const id = `credential-${this.saved.size + 1}`;
		const name = `${type} ${this.saved.size + 1}`;
		this.saved.set(id, { type, name, data: JSON.stringify(data) });
		return { id, name };
	}

	/** @throws if no credential of that id and type is saved */
	open({ id, name }: INodeCredentialsDetails, type: string): StoredCredentials {
		const found = id === null ? undefined : this.saved.get(id);
		if (!id || found?.type !== type) {
			throw new Error(`No credential "${name}" with ID "${id}" exists for type "${type}"`);
		}
		return new StoredCredentials({ id, name: found.name }, type, found.data);
	}

	save(credentials: StoredCredentials): void {
		const { id, name, type, data } = credentials.getDataToSave();
		if (id && data) this.saved.set(id, { type, name, data });
	}
}

/** One saved credential, opened for reading and changing. */
export class StoredCredentials extends ICredentials {
	async getData(): Promise<ICredentialDataDecryptedObject> {
		return JSON.parse(this.data ?? '{}') as ICredentialDataDecryptedObject;
	}

	async setData(data: ICredentialDataDecryptedObject): Promise<void> {
		this.data = JSON.stringify(data);
	}

	async updateData(
		toUpdate: ICredentialDataDecryptedObject,
		toDelete: string[] = [],
	): Promise<void> {
		const data = { ...(await this.getData()), ...toUpdate };
		for (const key of toDelete) delete data[key];
		await this.setData(data);
	}

	getDataToSave(): ICredentialsEncrypted {
		return { id: this.id, name: this.name, type: this.type, data: this.data };
	}
}
