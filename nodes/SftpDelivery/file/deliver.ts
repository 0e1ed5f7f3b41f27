import type { Operation } from '../../routing/operation';
import { deliver } from '../deliver/deliver';
import { binaryPropertyField, deliverOptions, targetFields } from './fields';
import { sending } from './sending';

export const deliverFile: Operation = {
	value: 'deliver',
	name: 'Deliver',
	action: 'Deliver a file',
	description: 'Send a file: under a temporary name, checked, then under its own',
	writes: true,
	fields: [binaryPropertyField, ...targetFields, deliverOptions],
	execute: sending(deliver),
};
