import { builder } from '../builder.ts';
import { connectionOf } from '../connections.ts';
import { naming } from '../entities-named.ts';
import { composed } from '../pushdown/field-options.ts';
import { ChronologicalOrder } from '../types/chronological-order.ts';
import { RecordedEntityEnum } from '../types/enums.ts';
import { Change, ChangeKind } from './change.ts';
import {
  ChangeClock,
  refuseBackwards,
  refuseNoSince,
  refuseOtherClock,
  type ChangesAsked,
  type SaidAsked,
} from './changes-asked.ts';
import { composeRecorded, recordedJson, resolveRecorded } from './recorded-changes.ts';
import { said } from './said-changes.ts';

const ChangeConnection = connectionOf('Change', 'changes', Change);

/** The arguments, once they are known to be those of the clock SAID. */
const asSaid = (asked: ChangesAsked) => asked as SaidAsked;

builder.queryField('changes', (t) =>
  t.connection(
    {
      type: Change,
      description:
        'What moved, by one of two clocks. By SAID, between two moments of the as-of rule, each change with both values: after a new release of a dataset, every number that it corrects. Each change stands at the moment since when it is certain. `changes(since: "2022-09-16T00:00:00Z", until: "2022-09-17T00:00:00Z", conflict: "kyrgyzstan-tajikistan")`. By RECORDED, all that this installation has added, corrected, withdrawn or taken out, in the order of positions: `changes(clock: RECORDED, orderBy: EARLIEST_FIRST, first: 100) { nodes { position kind subject { __typename } } }`. Asked again with the last `position` as `changedSince`, it loses nothing and gives nothing twice; what changed several times comes once, where it changed last. Costs 1000.',
      cost: 1000,
      args: {
        clock: t.arg({
          type: ChangeClock,
          required: true,
          defaultValue: 'SAID',
          description: 'By which clock: SAID unless given.',
        }),
        since: t.arg({
          type: 'DateTime',
          description:
            'Only what came after this moment. By SAID it has to be given; by RECORDED all there is unless given.',
        }),
        until: t.arg({
          type: 'DateTime',
          description:
            'Only what came by this moment, itself included; now unless given. BAD_USER_INPUT unless it is after since.',
        }),
        changedSince: t.arg({
          type: 'Position',
          description:
            'By RECORDED: only what was recorded after this position. Take it from `position` of a change, or of an earlier answer.',
        }),
        conflict: t.arg.id({
          ...naming('Conflict'),
          description: 'Only in the record of this conflict, by slug, natural key or id.',
        }),
        datasets: t.arg.idList({
          ...naming('Dataset'),
          description:
            'Only what datasets say of which these are releases, by whichever release of theirs: `["ucdp:ged@26.1"]` is all of UCDP GED. Steps of agreements are of none.',
        }),
        kinds: t.arg({
          type: [ChangeKind],
          description:
            'Only changes of these kinds. Unless given, by SAID all but RESTATED; by RECORDED all, which are ADDED, CORRECTED, WITHDRAWN, RESTORED and REMOVED.',
        }),
        types: t.arg({
          type: [RecordedEntityEnum],
          description:
            'By RECORDED: only claims, or only events; both unless given. An import of events adds one of each, and a new release may change the claim alone.',
        }),
        orderBy: t.arg({
          type: ChronologicalOrder,
          required: true,
          defaultValue: 'LATEST_FIRST',
          description: 'By when they came.',
        }),
      },
      resolve: (parent, asked: ChangesAsked, context) => {
        refuseNoSince(asked);
        refuseOtherClock(asked);
        if (asked.clock === 'SAID') return said.resolve(parent, asSaid(asked), context);
        refuseBackwards(asked, context.now);
        return resolveRecorded(asked, context);
      },
      pushdown: composed(
        (asked: ChangesAsked, tools) => {
          refuseNoSince(asked);
          return asked.clock === 'SAID'
            ? said.build(asSaid(asked), tools)
            : recordedJson(asked, tools);
        },
        (brought, parent, asked: ChangesAsked, context) => {
          refuseOtherClock(asked);
          if (asked.clock === 'SAID') {
            return said.compose(brought as never, parent, asSaid(asked), context);
          }
          refuseBackwards(asked, context.now);
          return composeRecorded(brought as never, asked);
        },
      ),
    },
    ChangeConnection,
  ),
);
