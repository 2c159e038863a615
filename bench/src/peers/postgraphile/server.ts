import { createServer } from 'node:http';
import { postgraphile } from 'postgraphile';
import { grafserv } from 'postgraphile/grafserv/node';
import { makePgService } from 'postgraphile/adaptors/pg';
import { PostGraphileAmberPreset } from 'postgraphile/presets/amber';
import { PostGraphileConnectionFilterPreset } from 'postgraphile-plugin-connection-filter';

/** The enum conflict_relation and the table conflict_relations would else want one GraphQL name. */
const enumNames: GraphileConfig.Plugin = {
  name: 'EnumNamesPlugin',
  inflection: {
    replace: { enumType: (previous, _options, codec) => `${previous!(codec)}Enum` },
  },
};

/** PostGraphile over Casus's own tables, as its documentation sets it up for production. */
const preset: GraphileConfig.Preset = {
  // The filters that its documentation points to; without them a span of days cannot be asked.
  extends: [PostGraphileAmberPreset, PostGraphileConnectionFilterPreset],
  plugins: [enumNames],
  // It hides what no index leads with; the filtered page asks for events.latest.
  disablePlugins: ['PgIndexBehaviorsPlugin'],
  pgServices: [
    makePgService({
      connectionString: process.env['DATABASE_URL']!,
      schemas: ['public'],
      poolConfig: { max: 10 },
    }),
  ],
  // Casus serves no mutations either.
  schema: { defaultBehavior: '-insert -update -delete' },
  grafserv: { graphqlPath: '/graphql', graphiql: false, watch: false },
  grafast: { explain: false },
};

const server = createServer();
server.on('error', (error) => {
  throw error;
});
const serv = postgraphile(preset).createServ(grafserv);
await serv.addTo(server);
server.listen(Number(process.env['PORT']), '127.0.0.1', () => process.send?.('listening'));
