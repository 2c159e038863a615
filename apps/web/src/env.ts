import { defineEnvVars } from '@sveltejs/kit/env';

const address = (fallback: string) => (value: string | undefined) => {
  const given = value || fallback;
  if (!URL.canParse(given)) throw new Error(`"${given}" is not an address`);
  return given;
};

export const variables = defineEnvVars({
  /** Where this server finds the API. */
  CASUS_API_URL: { schema: address('http://localhost:4000/graphql') },
  /** Where a reader's browser finds it; the playground links lead there. Empty: the same. */
  CASUS_PUBLIC_API_URL: { schema: (value: string | undefined) => value ?? '' },
});
