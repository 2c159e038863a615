import type { Component } from 'svelte';
import { expect, test } from 'vitest';
import { lazy } from './lazy.ts';

type Renderer = { push: (html: string) => void };

/** A component as Svelte compiles it for a server. */
const greeting = ((renderer: Renderer, { name }: { name: string }) => {
  renderer.push(`<p>Hello, ${name}<!----></p><!---->`);
}) as unknown as Component<{ name: string }>;

const how = { context: new Map(), idPrefix: 'a' };

test('a server has a component at once, and writes it as one element', async () => {
  const made = await lazy(() => Promise.resolve({ default: greeting }));
  expect(made.component).toBe(greeting);
  const html = made.html({ name: 'Osh' }, how);
  expect(html).toMatch(/^<div style="display: contents" data-lazy="a">.*<\/div>$/);
  expect(html).toContain('<p>Hello, Osh<!----></p>');
});

test('it is loaded once', async () => {
  let loads = 0;
  const made = await lazy(() => {
    loads += 1;
    return Promise.resolve({ default: greeting });
  });
  expect(await made.load()).toBe(greeting);
  expect(loads).toBe(1);
});
