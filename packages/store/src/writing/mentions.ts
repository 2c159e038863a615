import { sql } from 'drizzle-orm';
import type { Database } from '../engines/database.ts';
import { readObjects } from '../reading/read.ts';
import { foldedWords, namesWithin } from '../rules/mention.ts';
import { holdCommonNames } from '../search/common-names.ts';
import type { Names } from '../tables/actor.ts';

/** Whose the names in `common_names` are by which searches find an actor through its mentions. */
export const MENTIONS = 'mentions';

interface Mention {
  key: string;
  name: string;
  mentionOfKey: string | null;
}

/**
 * Tells of each mention whom its words name, where that is certain: they are the name of one party alone to an event
 * of which they tell, with or without a role. Made of all that is held, so that the order of imports counts for
 * nothing. Answers with how many mentions name another one than before.
 */
export async function groupMentions(transaction: Database): Promise<number> {
  const mentions = await readObjects<Mention>(
    transaction,
    sql`select key, name, mention_of_key as "mentionOfKey" from actors where is_mention`,
  );
  if (mentions.length === 0) return 0;
  const bearers = await namesOfActors(transaction);
  const parties = await partiesCalled(
    transaction,
    mentions.flatMap(({ key, name }) =>
      namesWithin(name).flatMap((called) =>
        [...(bearers.get(called) ?? [])].map((actor) => ({ mention: key, actor })),
      ),
    ),
  );
  const grouped = mentions.map((mention) => {
    const [actor = null, ...others] = parties.get(mention.key) ?? [];
    return { mention, actor: others.length === 0 ? actor : null };
  });
  const changed = grouped.filter(({ mention, actor }) => mention.mentionOfKey !== actor);
  if (changed.length === 0) return 0;
  await transaction.execute(sql`
    update actors set mention_of_key = given.actor
    from unnest(${sql.param(changed.map(({ mention }) => mention.key))}::text[],
      ${sql.param(changed.map(({ actor }) => actor))}::text[]) as given(key, actor)
    where actors.key = given.key`);
  const found = new Map(
    grouped.flatMap(({ mention: { name }, actor }) =>
      actor === null || bearers.get(foldedWords(name))?.has(actor)
        ? []
        : [[`${actor} ${name}`, { actor, name }] as const],
    ),
  );
  await holdCommonNames(
    transaction,
    MENTIONS,
    [...found.values()].map(({ actor, name }) => ({
      entity: 'ACTOR',
      entityKey: actor,
      name,
      language: 'und',
      source: 'Sources of events, in the words of a dataset',
    })),
  );
  return changed.length;
}

/** Who bears a name, by the folded name: actors with all that they are called. */
async function namesOfActors(transaction: Database): Promise<Map<string, Set<string>>> {
  const rows = await readObjects<{ key: string; name: string; names: Names; also: string[] }>(
    transaction,
    sql`select key, name, names, array(select common.name from common_names common
          where common.entity = 'ACTOR' and common.entity_key = actors.key and common.held_by <> ${MENTIONS}) as also
        from actors where not is_mention and kind not in ('MEDIA', 'UNNAMED_SOURCE', 'UNCLASSIFIED', 'CIVILIANS')`,
  );
  const bearers = new Map<string, Set<string>>();
  for (const { key, name, names, also } of rows) {
    for (const text of [name, ...Object.values(names), ...also]) {
      const folded = foldedWords(text);
      const known = bearers.get(folded);
      if (known) known.add(key);
      else bearers.set(folded, new Set([key]));
    }
  }
  return bearers;
}

/** Of actors that a mention may name, those that were party to an event of which it tells. */
async function partiesCalled(
  transaction: Database,
  candidates: readonly { mention: string; actor: string }[],
): Promise<Map<string, string[]>> {
  const rows = await readObjects<{ mention: string; actor: string }>(
    transaction,
    // Mentions first: they are in few events, and the planner, which knows nothing of new rows yet, would begin with the parties.
    sql`with given as (
          select * from unnest(${sql.param(candidates.map(({ mention }) => mention))}::text[],
            ${sql.param(candidates.map(({ actor }) => actor))}::text[]) as given(mention, actor)
        ), mentioned as materialized (
          select distinct step.actor_key as mention, claims.subject_event_key as event_key
          from claim_attributions step join claims on claims.key = step.claim_key
          where step.actor_key in (select mention from given)
        )
        select distinct given.mention, given.actor
        from given join mentioned on mentioned.mention = given.mention
        join event_participants party
          on party.event_key = mentioned.event_key and party.actor_key = given.actor`,
  );
  return new Map(
    [...Map.groupBy(rows, ({ mention }) => mention)].map(([mention, found]) => [
      mention,
      found.map(({ actor }) => actor),
    ]),
  );
}
