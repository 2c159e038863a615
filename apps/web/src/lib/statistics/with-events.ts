/** The datasets of which some event is asked for: of others, such as IDMC's yearly figures, there is none. */
export const withEvents = <Dataset extends { events: { nodes: readonly unknown[] } }>(
  datasets: readonly Dataset[],
): Dataset[] => datasets.filter(({ events }) => events.nodes.length > 0);
