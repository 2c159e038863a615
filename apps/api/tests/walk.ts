import { expect } from 'vitest';

interface PageInfo {
  hasNextPage: boolean;
  hasPreviousPage: boolean;
  startCursor: string | null;
  endCursor: string | null;
}
/** Asks for one page of a list by first and after, or by last and before. */
type AskPage<Node> = (page: Record<string, unknown>) => Promise<{
  pageInfo: PageInfo;
  nodes: Node[];
}>;

/** All the nodes of a list, page by page from its start. */
export async function walkForward<Node>(size: number, ask: AskPage<Node>): Promise<Node[]> {
  const met: Node[] = [];
  let after: string | null = null;
  for (;;) {
    const { nodes, pageInfo } = await ask({ first: size, after });
    expect(pageInfo.hasPreviousPage).toBe(after !== null);
    met.push(...nodes);
    if (!pageInfo.hasNextPage) return met;
    expect(nodes).toHaveLength(size);
    after = pageInfo.endCursor;
  }
}

/** All the nodes of a list, page by page from its end, in the list's own order. */
export async function walkBackward<Node>(size: number, ask: AskPage<Node>): Promise<Node[]> {
  const met: Node[] = [];
  let before: string | null = null;
  for (;;) {
    const { nodes, pageInfo } = await ask({ last: size, before });
    expect(pageInfo.hasNextPage).toBe(before !== null);
    met.unshift(...nodes);
    if (!pageInfo.hasPreviousPage) return met;
    expect(nodes).toHaveLength(size);
    before = pageInfo.startCursor;
  }
}
