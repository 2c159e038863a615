import type { CommonName } from '@casus/store/search/common-names';
import { z } from 'zod';
import { explainIssue } from './explain-issue.ts';
import { address, id, naturalKey, strict, text } from './fields.ts';
import type { RecordProblem } from './record-invalid.ts';
import type { Path, SourceFile } from './source-file.ts';

/** The file of the record's folder that holds what people call things, wherever else these come from. */
export const NAMES_FILE = 'names.yaml';

const NAMED = { conflict: 'CONFLICT', actor: 'ACTOR', place: 'PLACE' } as const;
type Owner = keyof typeof NAMED;
const OWNERS = Object.keys(NAMED) as Owner[];
const LANGUAGES = ['en', 'ru', 'ar', 'fr', 'es'] as const;

const oneOrMore = z.preprocess(
  (value) => (Array.isArray(value) ? value : [value]),
  z.array(text).min(1),
);

const source = strict({ id, name: text, url: address.optional() });

const nameFact = strict({
  source: id,
  ...(Object.fromEntries(LANGUAGES.map((language) => [language, oneOrMore.optional()])) as Record<
    (typeof LANGUAGES)[number],
    z.ZodOptional<typeof oneOrMore>
  >),
}).refine((names) => LANGUAGES.some((language) => names[language]), {
  error: `has no name: add one under ${LANGUAGES.join(', ')}`,
});

const entry = strict({
  conflict: naturalKey.optional(),
  actor: naturalKey.optional(),
  place: naturalKey.optional(),
  names: z.array(nameFact).min(1),
}).refine((names) => ownersOf(names).length === 1, {
  error: 'says of what these are the names: give one of conflict, actor and place, by natural key',
});

const schema = strict({ sources: z.array(source), names: z.array(entry) });

/** Which of the fields that say whose names they are is given. */
function ownersOf(names: Partial<Record<Owner, string>>): Owner[] {
  return OWNERS.filter((owner) => names[owner] !== undefined);
}

/** The common names of a file; what is wrong with it goes to `problems`. */
export function namesOf(file: SourceFile, problems: RecordProblem[]): CommonName[] {
  const before = problems.length;
  const report = (path: Path, message: string) => problems.push(file.problem(path, message));
  const checked = schema.safeParse(file.value, { error: explainIssue });
  if (!checked.success) {
    for (const issue of checked.error.issues) {
      const fields = issue.code === 'unrecognized_keys' ? issue.keys : [];
      report([...issue.path, ...fields.slice(0, 1)], issue.message);
    }
    return [];
  }
  const sources = new Map(checked.data.sources.map((each) => [each.id, each]));
  const seen = new Set<string>();
  const names = checked.data.names.flatMap((named, index) => {
    const [owner] = ownersOf(named) as [Owner];
    const entityKey = named[owner]!;
    if (seen.has(`${owner} ${entityKey}`)) {
      report(['names', index, owner], `${entityKey} has names above: put these with them`);
    }
    seen.add(`${owner} ${entityKey}`);
    const given = new Set<string>();
    return named.names
      .flatMap((group, at) => {
        const from = sources.get(group.source);
        if (!from) {
          const path = ['names', index, 'names', at, 'source'];
          report(path, `“${group.source}” is not among the sources above: add it there`);
        }
        return LANGUAGES.flatMap((language) =>
          (group[language] ?? []).map((name) => {
            if (given.has(`${language} ${name}`)) {
              const path = ['names', index, 'names', at, language];
              report(path, `“${name}” is given twice in this language: keep one of them`);
            }
            given.add(`${language} ${name}`);
            return { name, language, source: from?.name ?? '' };
          }),
        );
      })
      .map((name, position) => ({ entity: NAMED[owner], entityKey, position, ...name }));
  });
  return problems.length > before ? [] : names;
}
