#!/usr/bin/env node
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import { parseArgs } from 'node:util';
import { createMcpServer } from './server.ts';

const HELP = `casus-mcp [--url URL] [--site URL]

A Model Context Protocol server over standard input and output, with read-only tools on the record
of a Casus. Name it in your assistant's configuration:

  { "mcpServers": { "casus": { "command": "npx", "args": ["-y", "@casus/mcp", "--url", "https://casus.example/graphql"] } } }

  --url URL    the API, http://localhost:4000/graphql unless given
  --site URL   the site, for permalinks, http://localhost:3000 unless given
  --help       this text`;

try {
  const { values } = parseArgs({
    options: {
      url: { type: 'string', default: 'http://localhost:4000/graphql' },
      site: { type: 'string', default: 'http://localhost:3000' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) process.stdout.write(`${HELP}\n`);
  else await createMcpServer(values).connect(new StdioServerTransport());
} catch (error) {
  process.stderr.write(`${(error as Error).message}\nSee casus-mcp --help.\n`);
  process.exitCode = 2;
}
