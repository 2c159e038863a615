import type { externalIds } from '@casus/store/tables/external-id';
import type { Names } from '@casus/store/tables/actor';
import { builder } from '../builder.ts';
import { ExternalIdScheme } from './enums.ts';

export const LocalizedName = builder
  .objectRef<{ language: string; name: string }>('LocalizedName')
  .implement({
    description: 'A name in a language.',
    fields: (t) => ({
      language: t.exposeString('language', { description: 'BCP 47 tag: ru, ky, tg.' }),
      name: t.exposeString('name', { description: 'The name in that language.' }),
    }),
  });

export function localizedNames(names: Names): { language: string; name: string }[] {
  return Object.entries(names).map(([language, name]) => ({ language, name }));
}

export const ExternalId = builder
  .objectRef<typeof externalIds.$inferSelect>('ExternalId')
  .implement({
    description: 'What another system calls the same thing.',
    fields: (t) => ({
      scheme: t.expose('scheme', {
        type: ExternalIdScheme,
        description: 'Whose identifier it is.',
      }),
      value: t.exposeString('value', { description: 'The identifier as that system writes it.' }),
    }),
  });
