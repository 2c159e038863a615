import { join, resolve } from 'node:path';

/** The folder of a clone of Casus, installed and built. */
export type Checkout = string;

/** The one that the bench is a part of. */
export const OWN: Checkout = resolve(import.meta.dirname, '../..');

/** The command line of a checkout. */
export const commandOf = (checkout: Checkout): string => join(checkout, 'apps/api/src/casus.ts');
