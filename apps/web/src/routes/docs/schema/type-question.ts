/** The same as this page shows, asked of the API by anybody. */
export const typeQuestion = `query WhatATypeHas($name: String!) {
  __type(name: $name) {
    kind
    name
    description
    fields { name description args { name description type { ...Written } defaultValue } type { ...Written } }
    inputFields { name description type { ...Written } defaultValue }
    enumValues { name description }
    interfaces { name }
    possibleTypes { name }
  }
}

fragment Written on __Type {
  kind
  name
  ofType { kind name ofType { kind name ofType { kind name } } }
}
`;
