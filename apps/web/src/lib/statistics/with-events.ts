/** The datasets that have events: of others, such as IDMC's, nothing is in a sum of events. */
export const withEvents = <Dataset extends { events: { nodes: readonly unknown[] } }>(
  datasets: readonly Dataset[],
): Dataset[] => datasets.filter(({ events }) => events.nodes.length > 0);
