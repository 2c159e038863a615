import { printSchema } from 'graphql';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { schema } from './schema.ts';

/** The contract as it is committed: `pnpm --filter @casus/schema print`. */
await writeFile(join(import.meta.dirname, '../schema.graphql'), `${printSchema(schema)}\n`);
