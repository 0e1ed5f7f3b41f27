import { OperatorError } from '../../../common/errors';
import type { Stamping } from '../../xml/stamping';
import type { Content, Each, Element } from '../../xml/tree';
import { isAbsent, isRecord } from '../../../common/value';
import type { Field, Fields, Scope } from './documentElements';
import { anyEntries, anyText, otherFields } from './otherFields';
import { typedText } from './typedText';

/**
 * The elements of an object: its known fields in order, then all others, so that no future field of the vendor is lost.
 * An empty object or list is absent.
 */
export function contentOf(fields: Fields): Array<Content<Scope>> {
	return [...elementsOf(fields), otherFields(fields.map(({ name }) => name))];
}

/** Only the known fields. */
export function elementsOf(fields: Fields): Array<Element<Scope>> {
	return fields.map(elementOf);
}

function elementOf(field: Field): Element<Scope> {
	const { name } = field;
	if ('entry' in field) {
		const entry: Element<Scope> = {
			kind: 'element',
			name: field.entry,
			optional: true,
			content: contentOf(field.fields),
		};
		return { kind: 'element', name, optional: true, content: [listIn(name, entry)] };
	}
	if ('fields' in field) {
		const content = [objectIn(name, contentOf(field.fields))];
		return { kind: 'element', name, optional: true, content };
	}
	if (field.type === 'any') {
		return { kind: 'element', name, content: [anyText(name), anyEntries(name)] };
	}
	const of = typedText(name, field.type);
	return { kind: 'element', name, content: [{ kind: 'value', field: name, of }] };
}

function objectIn(field: string, content: Array<Content<Scope>>): Each<Scope> {
	return {
		kind: 'each',
		step: () => field,
		of: (scope, stamping) => {
			const value = scope[field];
			return isAbsent(value) ? [] : [asObject(value, stamping.label(field))];
		},
		content,
	};
}

function listIn(field: string, entry: Element<Scope>): Each<Scope> {
	return {
		kind: 'each',
		step: (_, index) => `${field}[${index}]`,
		of: (scope, stamping) => objectsIn(scope, field, stamping),
		content: [entry],
	};
}

function objectsIn(scope: Scope, field: string, stamping: Stamping): Scope[] {
	const value = scope[field];
	if (isAbsent(value)) return [];
	if (!Array.isArray(value)) throw wrongShape(stamping.label(field), 'a list');
	return value.map((one, index) => asObject(one, stamping.label(`${field}[${index}]`)));
}

function asObject(value: unknown, label: string): Scope {
	if (isRecord(value)) return value;
	throw wrongShape(label, 'an object');
}

function wrongShape(label: string, expected: string): OperatorError {
	return new OperatorError(`${label} is not ${expected}`, {
		description:
			'The document does not have the shape of a HORISEN document. Check the item in the input panel; the format "Custom" takes any JSON.',
	});
}
