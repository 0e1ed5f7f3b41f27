import eslint from '@eslint/js';
import communityNodes from '@n8n/eslint-plugin-community-nodes';
import nodesBase from 'eslint-plugin-n8n-nodes-base';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

/**
 * n8n's two official rule sets apply to everything that is published; the first in its preset for self-hosted packages,
 * because files of a million rows go through node:stream. A rule that cannot apply is switched off here, by name, for as
 * few files as possible, with the reason; never inline.
 */
const exceptions = [
	{
		files: ['package.json'],
		rules: {
			// For nodes that n8n verifies. This package is for self-hosted n8n, and uses libraries for exact decimals, XML,
			// XSD, SSH and Postgres. test/package has the list of dependencies.
			'@n8n/community-nodes/no-runtime-dependencies': 'off',
		},
	},
	{
		files: ['credentials/**/*.ts'],
		rules: {
			// For credentials inside n8n's own repository, where the value is a page name of n8n's
			// documentation. Here it is a URL, which two other rules check.
			'n8n-nodes-base/cred-class-field-documentation-url-miscased': 'off',
		},
	},
	{
		files: ['credentials/RainbowApi.credentials.ts'],
		rules: {
			// Mistakes apiKeyHeader for a secret. It is a choice between two header names, and must be visible.
			'@n8n/community-nodes/credential-password-field': 'off',
		},
	},
	{
		files: ['credentials/DeliveryLedgerApi.credentials.ts'],
		rules: {
			// Mistakes caCertificate for a secret. It is public, and must be visible.
			'@n8n/community-nodes/credential-password-field': 'off',
			// Wants every node that uses the credential to test it; n8n asks only one, which is Delivery Ledger.
			'@n8n/community-nodes/credential-test-required': 'off',
		},
	},
	{
		files: ['credentials/ErpSftpApi.credentials.ts'],
		rules: {
			// Mistakes hostKeyFingerprint for a secret. A person compares it, so it must be visible.
			'n8n-nodes-base/cred-class-field-type-options-password-missing': 'off',
		},
	},
	{
		files: ['nodes/**/*.ts'],
		ignores: ['nodes/**/*.node.ts', 'nodes/n8n/**'],
		rules: {
			// Operations and what they use throw OperatorError; nodes/n8n, where the rule stays on, turns
			// it into NodeApiError or NodeOperationError with the item's index, once.
			'@n8n/community-nodes/require-node-api-error': 'off',
		},
	},
	{
		files: ['nodes/**/*.node.ts'],
		rules: {
			// They want the text 'main', where the other rule set wants NodeConnectionTypes.Main.
			'n8n-nodes-base/node-class-description-inputs-wrong-regular-node': 'off',
			'n8n-nodes-base/node-class-description-outputs-wrong': 'off',
		},
	},
	{
		files: ['nodes/FinanceXmlBuilder/xml/text.ts'],
		rules: {
			// Its subject is the control characters that XML cannot hold.
			'no-control-regex': 'off',
		},
	},
	{
		files: ['nodes/FinanceXmlBuilder/formats/document/**'],
		rules: {
			// Mistakes every { name, value } for an option of a form; its fix would rename XML attributes.
			'n8n-nodes-base/node-param-display-name-miscased': 'off',
		},
	},
	{
		files: [
			'nodes/n8n/operation.ts',
			'nodes/n8n/callOptions.ts',
			'nodes/n8n/periodFields.ts',
			'nodes/Horisen/shared/filters/form.ts',
		],
		rules: {
			// Sees literal defaults only; these are computed. The type INodeProperties requires one anyway.
			'n8n-nodes-base/node-param-default-missing': 'off',
		},
	},
];

export default defineConfig(
	globalIgnores([
		'dist',
		'coverage',
		'sandbox/.build',
		'sandbox/.data',
		'sandbox/n8n',
		'sandbox/n8n-1',
	]),
	eslint.configs.recommended,
	{ linterOptions: { noInlineConfig: true } },
	{
		files: ['**/*.ts'],
		extends: [tseslint.configs.recommended],
		languageOptions: { parserOptions: { project: 'test/tsconfig.json' } },
		rules: {
			'@typescript-eslint/await-thenable': 'error',
			'@typescript-eslint/consistent-type-imports': 'error',
			'@typescript-eslint/no-floating-promises': 'error',
			'@typescript-eslint/no-misused-promises': 'error',
		},
	},
	{
		files: ['**/*.js'],
		languageOptions: { sourceType: 'commonjs' },
	},
	{
		files: ['**/*.{js,mjs}'],
		languageOptions: {
			globals: Object.fromEntries(
				['clearInterval', 'console', 'performance', 'process', 'setInterval', 'setTimeout'].map(
					(name) => [name, 'readonly'],
				),
			),
		},
	},
	{
		// What is published.
		files: ['credentials/**/*.ts', 'nodes/**/*.ts', 'package.json'],
		extends: [communityNodes.configs.recommendedWithoutN8nCloudSupport],
		plugins: { 'n8n-nodes-base': nodesBase },
	},
	{
		files: ['package.json'],
		languageOptions: {
			parser: tseslint.parser,
			parserOptions: { extraFileExtensions: ['.json'] },
		},
		rules: {
			...nodesBase.configs.community.rules,
		},
	},
	{ files: ['credentials/**/*.ts'], rules: nodesBase.configs.credentials.rules },
	{ files: ['nodes/**/*.ts'], rules: nodesBase.configs.nodes.rules },
	exceptions,
);
