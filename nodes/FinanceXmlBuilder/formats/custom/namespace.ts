/** Attributes and elements in this namespace control other elements. They are never written. */
export const NAMESPACE = 'urn:telecom-finance:template';
