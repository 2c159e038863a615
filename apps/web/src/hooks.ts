import type { Reroute } from '@sveltejs/kit/hooks';
import { unlocalized } from '#lib/language/locale.ts';

/** `/ru/conflicts` is the page of `/conflicts`, in Russian. */
export const reroute: Reroute = ({ url }) => unlocalized(url.pathname);
