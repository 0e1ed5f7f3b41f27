import eslint from '@eslint/js';
import communityNodes from '@n8n/eslint-plugin-community-nodes';
import nodesBase from 'eslint-plugin-n8n-nodes-base';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

/**
 * n8n's two official rule sets apply to everything that is published. Where one of their rules cannot
 * hold, it is switched off here, by name, for the fewest files, with the reason; nowhere inline.
 */
const exceptions = [
	{
		files: ['package.json'],
		rules: {
			// For packages that n8n Cloud hosts. This one is for self-hosted n8n: exact decimals (big.js), XML
			// text (xmlbuilder2) and SSH (ssh2-sftp-client) are not written at home. test/package holds the
			// list of dependencies.
			'@n8n/community-nodes/no-runtime-dependencies': 'off',
		},
	},
	{
		files: ['nodes/**/*.ts'],
		rules: {
			// The same, and Node's own modules: files of a million rows go through node:stream, never memory.
			'@n8n/community-nodes/no-restricted-imports': 'off',
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
			// Takes apiKeyHeader for a secret. It is a choice between two header names, and has to show.
			'@n8n/community-nodes/credential-password-field': 'off',
		},
	},
	{
		files: ['credentials/ErpSftpApi.credentials.ts'],
		rules: {
			// Takes hostKeyFingerprint for a secret. It is compared by eye, and has to show.
			'n8n-nodes-base/cred-class-field-type-options-password-missing': 'off',
		},
	},
	{
		files: ['nodes/**/*.ts'],
		ignores: ['nodes/**/*.node.ts', 'nodes/routing/**'],
		rules: {
			// Operations and what they use throw OperatorError; nodes/routing, where the rule stays on, turns
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
		files: ['nodes/FinanceXmlBuilder/xml/{layout,text}.ts'],
		rules: {
			// Their subject is the control characters that XML cannot hold.
			'no-control-regex': 'off',
		},
	},
	{
		files: ['nodes/FinanceXmlBuilder/xml/names.ts'],
		rules: {
			// The characters of a name, as "Namespaces in XML 1.0" lists them; joiners are among them.
			'no-misleading-character-class': 'off',
		},
	},
	{
		files: [
			'nodes/FinanceXmlBuilder/formats/document.ts',
			'nodes/FinanceXmlBuilder/formats/document/**',
		],
		rules: {
			// Takes every { name, value } for an option of a form, and its fix would rename XML attributes.
			'n8n-nodes-base/node-param-display-name-miscased': 'off',
		},
	},
	{
		files: [
			'nodes/routing/operation.ts',
			'nodes/n8n/callOptions.ts',
			'nodes/Horisen/shared/filters/form.ts',
		],
		rules: {
			// Sees literal defaults only; these are computed. The type INodeProperties demands one in any case.
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
				['clearInterval', 'console', 'process', 'setInterval', 'setTimeout'].map((name) => [
					name,
					'readonly',
				]),
			),
		},
	},
	{
		// What is published.
		files: ['credentials/**/*.ts', 'nodes/**/*.ts', 'package.json'],
		extends: [communityNodes.configs.recommended],
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
