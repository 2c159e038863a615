import { GraphQLError, validate, type ExecutionArgs, type ValidationRule } from 'graphql';
import type { Plugin } from 'graphql-yoga';

/**
 * No "Did you mean": looking for the nearest of some hundred names is work that anyone can order by
 * the thousand, and the docs are open to who looks for a name.
 */
export function useNoSuggestions(): Plugin {
  return {
    onValidate({ setValidationFn }) {
      setValidationFn((schema, document, rules: readonly ValidationRule[] | undefined) =>
        validate(schema, document, rules, { hideSuggestions: true, maxErrors: 20 }).map(bare),
      );
    },
    onExecute: ({ args }) => hide(args),
    onSubscribe: ({ args }) => hide(args),
  };
}

function hide(args: ExecutionArgs): void {
  args.hideSuggestions = true;
}

/** A field that lacks its selection is told of `{ ... }` even so. */
function bare(error: GraphQLError): GraphQLError {
  const message = error.message.replace(/ Did you mean .*$/s, '');
  return message === error.message ? error : new GraphQLError(message, error);
}
