export type { MethodName } from './call';
export type { Account, Entry } from './data/account';
export type { PortalData } from './data/portalData';
export type { Fault, FaultRule } from './faults/fault';
export { DEFAULT_OPTIONS, type VoipcloudOptions } from './options';
export { startVoipcloud, type VoipcloudSimulator } from './simulator';
export type { LoggedRequest } from './state';
