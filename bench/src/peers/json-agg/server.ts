import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { Pool } from 'pg';
import type { Variables } from '../../shapes/shape.ts';
import { STATEMENTS } from './statements.ts';

const pool = new Pool({
  connectionString: process.env['DATABASE_URL'],
  max: 10,
  options: '-c timezone=UTC',
});

/** One prepared statement makes the whole answer; what is left for JavaScript is to pass it on. */
async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const { shape, variables } = JSON.parse(Buffer.concat(chunks).toString()) as {
    shape: string;
    variables: Variables;
  };
  const { text, values } = STATEMENTS[shape]!;
  const { rows } = await pool.query<{ data: string }>({
    name: shape,
    text: `select (${text})::text as data`,
    values: values(variables),
  });
  const body = `{"data":${rows[0]!.data}}`;
  response.writeHead(200, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(body),
  });
  response.end(body);
}

createServer((request, response) => {
  answer(request, response).catch((error: unknown) => {
    response.writeHead(500).end(JSON.stringify({ errors: [String(error)] }));
  });
}).listen(Number(process.env['PORT']), '127.0.0.1');
