import { createClient, type CasusClient } from '@casus/client';
import type { CasusError } from '@casus/client/errors';
import { readFileSync } from 'node:fs';
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import type { CallToolResult } from '@modelcontextprotocol/sdk/types.js';
import { z } from 'zod';
import { withPermalinks } from './permalinks.ts';
import { TOOLS, type Tool } from './tools.ts';

export interface McpOptions {
  /** Where the API is: `https://casus.example/graphql`. */
  url: string;
  /** Where the site is, for permalinks: `https://casus.example`. */
  site: string;
  fetch?: typeof globalThis.fetch;
}

const { version } = JSON.parse(
  readFileSync(new URL('../package.json', import.meta.url), 'utf8'),
) as { version: string };

const INSTRUCTIONS = `Casus is an open record of armed conflict, claim by claim. Every number in it was said by somebody.
When you use one: name its claimant, say as of when, and give its permalink.
Never add up, average or choose among competing claims; give the range and who stands where.
Evacuated, fled and displaced are different things. A missing denial means that the record has none.
All tools only read. Begin with search; the slugs it gives are what the other tools take.`;

/** A Model Context Protocol server whose tools read the record; connect a transport to it. */
export function createMcpServer({ url, site, fetch }: McpOptions): McpServer {
  const casus = createClient({ url, ...(fetch && { fetch }) });
  const server = new McpServer(
    { name: 'casus', title: 'Casus', version, websiteUrl: site },
    { instructions: INSTRUCTIONS },
  );
  for (const tool of TOOLS) {
    const { name, title, description, input } = tool;
    server.registerTool(
      name,
      {
        title,
        description,
        // What a model calls by another name is refused: left out in silence, the answer would be of the whole record.
        inputSchema: z.strictObject(input),
        annotations: {
          readOnlyHint: true,
          destructiveHint: false,
          idempotentHint: true,
          openWorldHint: false,
        },
      },
      (given: Record<string, unknown>) => call(casus, tool, given, site),
    );
  }
  return server;
}

async function call(
  casus: CasusClient,
  { document, variables }: Tool,
  given: Record<string, unknown>,
  site: string,
): Promise<CallToolResult> {
  const asOf = String(given['asOf'] ?? given['until'] ?? new Date().toISOString());
  // Of these, a document takes those that it has.
  const all = { asOf, language: given['language'] ?? 'en', ...variables(given) };
  const asked = Object.fromEntries(
    Object.entries(all).filter(([name]) => new RegExp(`\\$${name}\\s*:`).test(document)),
  );
  const { data, errors } = await casus.query<Record<string, unknown>>(document, asked);
  if (errors) return failed(errors);
  const missing = Object.entries(data).find(([, value]) => value === null);
  if (missing) {
    return textResult(`The record has no ${missing[0]} of this slug. Find it with search.`, true);
  }
  return textResult(
    JSON.stringify({ asOf, ...(withPermalinks(data, site, asOf) as object) }, null, 2),
  );
}

const failed = (errors: readonly CasusError[]): CallToolResult =>
  textResult(errors.map(({ code, message }) => `${code}: ${message}`).join('\n'), true);

const textResult = (text: string, isError = false): CallToolResult => ({
  content: [{ type: 'text', text }],
  ...(isError && { isError }),
});
