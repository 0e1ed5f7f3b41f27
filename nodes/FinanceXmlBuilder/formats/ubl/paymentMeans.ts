/** UNTDID 4461: "not defined", a credit transfer, and one by IBAN. */
export const NOT_DEFINED = '1';
export const CREDIT_TRANSFER = '30';
export const SEPA_TRANSFER = '58';

/** Means that need an account (BR-61). */
export const CREDIT_TRANSFERS = [CREDIT_TRANSFER, SEPA_TRANSFER];
