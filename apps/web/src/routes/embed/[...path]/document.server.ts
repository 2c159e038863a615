import { createHash } from 'node:crypto';
import { getLocale, getTextDirection } from '#paraglide/runtime.js';
import { render } from 'svelte/server';
import base from '#lib/styles/base.css?raw';
import tokens from '#lib/styles/tokens.css?raw';
import { localized } from '#lib/language/locale.ts';
import { errorTitle } from '#lib/page/error-title.ts';
import type { Theme } from '#lib/reuse/addresses.ts';
import { OPEN, type Embedded } from '../embedded.server.ts';
import Card from './Card.svelte';
import Fault from './Fault.svelte';

const DARK = '@media screen and (prefers-color-scheme: dark)';

/** As the reader has it, or as the page around it always is. */
function themed(theme: Theme | null): string {
  if (!theme) return tokens;
  return tokens
    .replace(DARK, theme === 'dark' ? '@media screen' : '@media not all')
    .replace('color-scheme: light dark', `color-scheme: ${theme}`);
}

export const THEMES = ['light', 'dark'] as const;

/** What the address says of the page around: `theme` is null where it says nothing, or no theme. */
export function themeAsked({ searchParams }: URL): { asked: string | null; theme: Theme | null } {
  const asked = searchParams.get('theme');
  return { asked, theme: THEMES.find((each) => each === asked) ?? null };
}

interface FramedDocument {
  html: string;
  policy: string;
}

/** The card as a document of its own. */
export function cardDocument(embedded: Embedded, theme: Theme | null): FramedDocument {
  const { number, page } = embedded;
  return documentOf(render(Card, { props: { embedded } }), theme, {
    title: [number.what, number.about].filter(Boolean).join(', '),
    canonical: page,
  });
}

/** Why there is no card, for the reader of the page around it. */
export function faultDocument(
  { status, message, isBusy }: { status: number; message: string; isBusy?: boolean | undefined },
  url: URL,
): FramedDocument {
  const title = errorTitle(status, isBusy);
  const props = { title, message, home: url.origin + localized('/') };
  return documentOf(render(Fault, { props }), themeAsked(url).theme, { title, canonical: null });
}

/** With the policy that it is shown under: anybody may frame it, and nothing but its own style is loaded or run. */
function documentOf(
  { head, body }: { head: string; body: string },
  theme: Theme | null,
  { title, canonical }: { title: string; canonical: string | null },
): FramedDocument {
  const style = `${themed(theme)}\n${base}`;
  const html = `<!doctype html>
<html lang="${getLocale()}" dir="${getTextDirection(getLocale())}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${escaped(title)} · Casus</title>
${canonical === null ? '' : `<link rel="canonical" href="${escaped(canonical)}">`}
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

export function framed({ html, policy }: FramedDocument, status = 200): Response {
  return new Response(html, {
    status,
    headers: {
      ...OPEN,
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': policy,
    },
  });
}

const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
