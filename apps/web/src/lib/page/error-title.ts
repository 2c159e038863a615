import { m } from '#paraglide/messages.js';

const TITLES: Record<number, () => string> = {
  400: m.errors_title_400,
  404: m.errors_title_404,
  429: m.errors_title_429,
  503: m.errors_title_503,
  504: m.errors_title_504,
};

/** What an answer that is none is headed by. `isBusy`: there is more to answer than can be in time. */
export function errorTitle(status: number, isBusy = false): string {
  return (isBusy ? m.errors_title_busy : (TITLES[status] ?? m.errors_title_other))();
}
