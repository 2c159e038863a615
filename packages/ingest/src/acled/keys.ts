/** ACLED numbers its events alone; actors and places have nothing but their names. */
export const PROVIDER_KEY = 'acled:provider';

export const eventKey = (id: string) => `acled:event:${id}`;
export const deathsKey = (id: string, version: string) => `${eventKey(id)}/deaths@${version}`;
export const actorKey = (name: string) => `acled:actor:${name}`;
export const outletKey = (name: string) => `acled:outlet:${name}`;
export const placeKey = (names: readonly string[]) => `acled:place:${names.join('/')}`;
