import type { INodeProperties } from 'n8n-workflow';
import { OperatorError } from '../../common/errors';

/** VoIPcloud Partner API, on the portal's host. Only the portal shows the names of its methods. */
const API_PATH = '/api/integration/v2';

/**
 * The field for the URL of one method. Each operation has its own field name: the editor keeps values by name when the
 * operation changes, and a URL for one method must never serve another.
 */
export function methodUrlField(name: string, method: string): INodeProperties {
	return {
		displayName: 'Method URL',
		name,
		type: 'string',
		required: true,
		default: `${API_PATH}/${method}`,
		description:
			"Address of this method. VoIPcloud shows it only in the portal, under Integration/API. If the default differs from your portal, copy the method's full URL from there. The node replaces its example values with those of this form. It must be on the host of the credential.",
	};
}

/**
 * The URL of a method on the credential's portal. A pasted URL on another host, port or protocol is
 * refused: the API key would go there.
 *
 * @param baseUrl from the credential
 * @param methodUrl a path, or a full URL from the portal
 */
export function methodUrl(baseUrl: string, methodUrlText: string): URL {
	const portal = portalOf(baseUrl);
	const text = methodUrlText.trim();
	if (text === '') {
		throw new OperatorError('Method URL is empty', {
			description: "Copy the method's URL from the portal (Integration/API).",
		});
	}
	let url: URL;
	try {
		url = new URL(text, portal);
	} catch {
		throw new OperatorError('Method URL is not a URL', {
			description:
				"Give a path such as /api/integration/v2/get-customer-balance, or copy the method's full URL from the portal (Integration/API).",
		});
	}
	if (!/^(https?:\/\/|\/)/i.test(text)) {
		throw new OperatorError('Method URL must begin with "/" or "https://"', {
			description: "Copy the method's full URL from the portal (Integration/API).",
		});
	}
	if (url.origin !== portal.origin || url.username !== '' || url.password !== '') {
		throw new OperatorError(
			`Method URL is on ${url.origin}, but the credential's portal is ${portal.origin}`,
			{
				description:
					'The call was not made, because it would have sent the API key there. Copy the URL from the portal of this key, or correct Base URL in the credential.',
			},
		);
	}
	url.hash = '';
	return url;
}

function portalOf(baseUrl: string): URL {
	let portal: URL | undefined;
	try {
		portal = new URL(baseUrl.trim());
	} catch {
		// Explained below, with every other invalid address.
	}
	if (portal && /^https?:$/.test(portal.protocol) && portal.username === '') return portal;
	throw new OperatorError('Base URL in the VoIPcloud credential is not a web address', {
		description: "Give the portal's address with https://, e.g. https://au.voipcloud.online.",
	});
}
