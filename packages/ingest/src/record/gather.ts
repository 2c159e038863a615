import { z } from 'zod';
import { explainIssue } from './explain-issue.ts';
import { address, day, strict, text } from './fields.ts';
import type { Identity } from './keys.ts';
import { KINDS } from './kinds.ts';
import type { RecordProblem } from './record-invalid.ts';
import { SHARED, type EntityKind, type Written } from './references.ts';
import type { Path, SourceFile } from './source-file.ts';

/** An entity that fits the schema of its kind. */
export interface Found {
  kind: EntityKind;
  written: Written<Identity>;
}

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

/** The kinds that stand in lists of their own, in a folder or in the files that all folders share. */
const sectionsIn = (isShared: boolean) =>
  new Map(
    (Object.keys(KINDS) as EntityKind[]).flatMap((kind) => {
      const { section } = KINDS[kind];
      return section && SHARED.includes(kind) === isShared ? [[section, kind] as const] : [];
    }),
  );
const SHARED_SECTIONS = sectionsIn(true);
const FOLDER_SECTIONS = sectionsIn(false);

/** Checks each entity of a file by itself, so that one broken entry does not hide the others. */
export function gather(file: SourceFile, prefix: string, problems: RecordProblem[]): Gathered {
  const gathered: Gathered = { named: [], found: [] };
  const sections = prefix ? FOLDER_SECTIONS : SHARED_SECTIONS;
  const known = [...(prefix ? ['conflict'] : []), ...sections.keys(), 'sources'];
  if (!isFields(file.value)) {
    problems.push(file.problem([], `the file has no sections: begin it with ${known.join(', ')}`));
    return gathered;
  }
  for (const [section, content] of Object.entries(file.value)) {
    const kind = sections.get(section);
    if (section === 'sources') {
      check(z.array(source), content, file, [section], problems);
    } else if (section === 'conflict' && prefix) {
      take('conflict', content, [section]);
    } else if (!kind) {
      const message = `there is no such section here: use one of ${known.join(', ')}`;
      problems.push(file.problem([section], message));
    } else if (!Array.isArray(content)) {
      problems.push(file.problem([section], 'is not a list: begin each entry with “- ”'));
    } else {
      for (const [index, item] of content.entries()) {
        take(kind, item, [section, index]);
      }
    }
  }
  return gathered;

  function take(kind: EntityKind, value: unknown, path: Path): void {
    if (isFields(value) && typeof value['id'] === 'string') {
      const identity = { ...value, id: value['id'] };
      gathered.named.push({ kind, written: { value: identity, prefix, file, path } });
    }
    const checked = check(KINDS[kind].schema, value, file, path, problems);
    if (checked === undefined) return;
    gathered.found.push({ kind, written: { value: checked as Identity, prefix, file, path } });
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
