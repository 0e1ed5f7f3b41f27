export type { RouteName } from './call';
export type { HorisenData } from './data/data';
export type { FinanceDocument, Item } from './data/document';
export type { PriceList, RateRow } from './data/rates';
export type { TrafficRow } from './data/trafficRow';
export type { Fault, FaultRule } from './faults/fault';
export { DEFAULT_CLIENT, type ApiClient, type HorisenOptions } from './options';
export { startHorisen, type HorisenSimulator } from './simulator';
export type { LoggedRequest } from './state';
