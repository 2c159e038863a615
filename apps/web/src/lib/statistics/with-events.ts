/** The datasets that have events: of others, such as IDMC's, nothing is in a sum of events. */
export const withEvents = <Dataset extends { events: { nodes: readonly unknown[] } }>(
  datasets: readonly Dataset[],
): Dataset[] => datasets.filter(({ events }) => events.nodes.length > 0);

/** Whose estimates they are, each once: a provider has a dataset for each of its releases. */
export const providersOf = (
  datasets: readonly { provider: { name: string }; events: { nodes: readonly unknown[] } }[],
): string[] => [...new Set(withEvents(datasets).map(({ provider }) => provider.name))];
