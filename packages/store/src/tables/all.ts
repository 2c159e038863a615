/** Every table at once, for Drizzle and drizzle-kit; elsewhere import a table from its own file. */
export * from './enums.ts';
export * from './actor.ts';
export * from './agreement.ts';
export * from './claim.ts';
export * from './common-name.ts';
export * from './conflict.ts';
export * from './dataset.ts';
export * from './event.ts';
export * from './external-id.ts';
export * from './issue.ts';
export * from './place.ts';
export * from './report.ts';
export * from './search.ts';
