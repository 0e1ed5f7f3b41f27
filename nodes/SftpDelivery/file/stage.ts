import type { Operation } from '../../routing/operation';
import { stage } from '../deliver/stage';
import { binaryPropertyField, stageOptions, targetFields } from './fields';
import { sending } from './sending';

export const stageFile: Operation = {
	value: 'stage',
	name: 'Stage',
	action: 'Stage a file',
	description: 'Send a file under a temporary name only; Publish gives it its own',
	writes: true,
	fields: [binaryPropertyField, ...targetFields, stageOptions],
	execute: sending(stage),
};
