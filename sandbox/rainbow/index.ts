export type { RouteName } from './call';
export type { RainbowData } from './data/data';
export type { InvoiceFile } from './data/files';
export type { Fault, FaultRule } from './faults/fault';
export {
	DEFAULT_APPLICATION,
	DEFAULT_USER,
	PLAIN_USER,
	type RainbowApplication,
	type RainbowOptions,
	type RainbowUser,
	SUPERADMIN,
} from './options';
export { startRainbow, type RainbowSimulator } from './simulator';
export type { LoggedRequest } from './state';
