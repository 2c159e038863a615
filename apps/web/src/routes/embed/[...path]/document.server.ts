import { createHash } from 'node:crypto';
import { getLocale, getTextDirection } from '#paraglide/runtime.js';
import { render } from 'svelte/server';
import base from '#lib/styles/base.css?raw';
import tokens from '#lib/styles/tokens.css?raw';
import type { Theme } from '#lib/reuse/addresses.ts';
import type { Embedded } from '../embedded.server.ts';
import Card from './Card.svelte';

const DARK = '@media screen and (prefers-color-scheme: dark)';

/** As the reader has it, or as the page around it always is. */
function themed(theme: Theme | null): string {
  if (!theme) return tokens;
  return tokens
    .replace(DARK, theme === 'dark' ? '@media screen' : '@media not all')
    .replace('color-scheme: light dark', `color-scheme: ${theme}`);
}

/**
 * The card as a document of its own, and the policy that it is shown under: anybody may frame it, and nothing
 * but its own style is loaded or run.
 */
export function cardDocument(
  embedded: Embedded,
  theme: Theme | null,
): { html: string; policy: string } {
  const { head, body } = render(Card, { props: { embedded } });
  const style = `${themed(theme)}\n${base}`;
  const html = `<!doctype html>
<html lang="${getLocale()}" dir="${getTextDirection(getLocale())}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${escaped([embedded.number.what, embedded.number.about].filter(Boolean).join(', '))} · Casus</title>
<link rel="canonical" href="${escaped(embedded.page)}">
<style>${style}</style>
${head}
</head>
<body>${body}</body>
</html>`;
  const hashes = [...html.matchAll(/<style[^>]*>([^]*?)<\/style>/g)].map(
    ([, text]) => `'sha256-${createHash('sha256').update(text!).digest('base64')}'`,
  );
  return {
    html,
    policy: [
      `default-src 'none'`,
      `style-src ${hashes.join(' ')}`,
      `base-uri 'none'`,
      `form-action 'none'`,
      `frame-ancestors *`,
    ].join('; '),
  };
}

const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
