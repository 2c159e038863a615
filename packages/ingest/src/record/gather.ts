import { z } from 'zod';
import { actorSchema } from './actor.ts';
import { agreementSchema } from './agreement.ts';
import { claimSchema } from './claim.ts';
import { conflictSchema } from './conflict.ts';
import { datasetSchema } from './dataset.ts';
import { dyadSchema } from './dyad.ts';
import { eventSchema } from './event.ts';
import { explainIssue } from './explain-issue.ts';
import { address, day, strict, text } from './fields.ts';
import type { Identity } from './keys.ts';
import { placeSchema } from './place.ts';
import type { RecordProblem } from './record-invalid.ts';
import type { EntityKind, Written } from './references.ts';
import { reportSchema } from './report.ts';
import type { Path, SourceFile } from './source-file.ts';

const SCHEMAS = {
  actor: actorSchema,
  place: placeSchema,
  dataset: datasetSchema,
  conflict: conflictSchema,
  dyad: dyadSchema,
  event: eventSchema,
  report: reportSchema,
  claim: claimSchema,
  agreement: agreementSchema,
} satisfies Record<EntityKind, z.ZodType>;

type ValueOf<Kind extends EntityKind> = z.output<(typeof SCHEMAS)[Kind]>;

/** An entity that fits its schema, by kind so that each keeps its own fields. */
export type Found = {
  [Kind in EntityKind]: { kind: Kind; written: Written<ValueOf<Kind>> };
}[EntityKind];

/** An entity by its identity alone, whether or not the rest of it fits. */
export interface Named {
  kind: EntityKind;
  written: Written<Identity>;
}

export interface Gathered {
  named: Named[];
  found: Found[];
}

/** Where the facts of a file are from, when they are a dataset's: checked, and for whoever reads it. */
const source = strict({
  name: text,
  version: text.optional(),
  licence: text,
  citation: text.optional(),
  url: address.optional(),
  accessed: day.optional(),
});

const SHARED_SECTIONS: Record<string, EntityKind> = {
  actors: 'actor',
  places: 'place',
  datasets: 'dataset',
};
const FOLDER_SECTIONS: Record<string, EntityKind> = {
  dyads: 'dyad',
  events: 'event',
  reports: 'report',
  claims: 'claim',
  agreements: 'agreement',
};

/** Checks each entity of a file by itself, so that one broken entry does not hide the others. */
export function gather(file: SourceFile, prefix: string, problems: RecordProblem[]): Gathered {
  const gathered: Gathered = { named: [], found: [] };
  const sections = prefix ? FOLDER_SECTIONS : SHARED_SECTIONS;
  const known = [...(prefix ? ['conflict'] : []), ...Object.keys(sections), 'sources'];
  if (!isFields(file.value)) {
    problems.push(file.problem([], `the file has no sections: begin it with ${known.join(', ')}`));
    return gathered;
  }
  for (const [section, content] of Object.entries(file.value)) {
    if (section === 'sources') {
      check(z.array(source), content, file, [section], problems);
    } else if (section === 'conflict' && prefix) {
      take('conflict', content, [section]);
    } else if (!sections[section]) {
      const message = `there is no such section here: use one of ${known.join(', ')}`;
      problems.push(file.problem([section], message));
    } else if (!Array.isArray(content)) {
      problems.push(file.problem([section], 'is not a list: begin each entry with “- ”'));
    } else {
      for (const [index, item] of content.entries()) {
        take(sections[section], item, [section, index]);
      }
    }
  }
  return gathered;

  function take(kind: EntityKind, value: unknown, path: Path): void {
    if (isFields(value) && typeof value['id'] === 'string') {
      const identity = { ...value, id: value['id'] };
      gathered.named.push({ kind, written: { value: identity, prefix, file, path } });
    }
    const checked = check(SCHEMAS[kind], value, file, path, problems);
    if (checked === undefined) return;
    gathered.found.push({ kind, written: { value: checked, prefix, file, path } } as Found);
  }
}

function check<Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
  file: SourceFile,
  path: Path,
  problems: RecordProblem[],
): z.output<Schema> | undefined {
  const result = schema.safeParse(value, { error: explainIssue });
  if (result.success) return result.data;
  for (const issue of result.error.issues) {
    const fields = issue.code === 'unrecognized_keys' ? issue.keys : [undefined];
    for (const field of fields) {
      const at = [...path, ...issue.path, ...(field === undefined ? [] : [field])];
      problems.push(file.problem(at, issue.message));
    }
  }
  return undefined;
}

function isFields(value: unknown): value is Record<string, unknown> {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}
