import type { IExecuteFunctions, ILoadOptionsFunctions, IPollFunctions } from 'n8n-workflow';

/** Where a call is made: in a running node, in a trigger's poll, or in the editor that fills a list. */
export type CallContext = IExecuteFunctions | IPollFunctions | ILoadOptionsFunctions;
