import { buildSchema, introspectionFromSchema } from 'graphql';
import { createHash } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { cacheModule } from './cache.ts';
import { tadaModule } from './tada.ts';

/** Everything that is published of the contract, made from `schema.graphql`: `pnpm --filter @casus/contract codegen`. */
const text = await readFile(join(import.meta.dirname, '../../schema/schema.graphql'), 'utf8');
const schema = buildSchema(text);
const introspection = introspectionFromSchema(schema);
const sha256 = createHash('sha256').update(text).digest('hex');

const files = {
  'schema.graphql': text,
  'schema.json': JSON.stringify({ data: introspection }),
  'contract.ts': [
    '/** The SHA-256 of `schema.graphql`, as `X-Casus-Schema` of an answer has it. */',
    `export const sha256 = 'sha256:${sha256}';`,
  ].join('\n'),
  'cache.ts': cacheModule(schema),
  'tada.ts': tadaModule(introspection),
};

const folder = join(import.meta.dirname, 'generated');
await mkdir(folder, { recursive: true });
for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), content);
