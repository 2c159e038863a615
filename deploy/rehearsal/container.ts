import { execFile, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { chown, mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { cleanMachine, copyRepository } from './base.ts';
import { stagesOf, variablesOf, type Stage } from './containerfile.ts';
import { freePort } from '../../scripts/free-port.ts';
import { answering, type Step } from './steps.ts';
import { firstProcessOf, run, start, type Surroundings } from './nspawn.ts';

const DEPLOY = join(import.meta.dirname, '../container');
/** As compose.yaml gives them, in seconds. */
const GRACE = 20;

/** An image as this interpreter of Containerfiles makes one. */
interface Image {
  root: string;
  folder: string;
  variables: Record<string, string>;
  user: number | undefined;
  entrypoint: string[];
  command: string[];
  health: string[];
}

/** Builds the image by the Containerfile's steps and runs it as compose.yaml does, on the embedded database. */
export async function rehearseContainer(folder: string, step: Step): Promise<void> {
  const log = join(folder, 'container.log');
  const image = await build(folder, log, step);
  const data = join(folder, 'container-data');
  await run(['rm', '-rf', '/data'], { root: image.root, log });
  await promisify(execFile)('rm', ['-rf', data]);
  for (const each of [data, join(image.root, 'data')]) await mkdir(each);
  await chown(data, image.user!, image.user!);

  const [apiPort, sitePort] = [await freePort('127.0.0.1'), await freePort('127.0.0.1')];
  const api = `http://127.0.0.1:${apiPort}`;
  const confined = (variables: Record<string, string>): Surroundings => ({
    root: image.root,
    log,
    folder: image.folder,
    confinedTo: image.user,
    bound: { '/data': data },
    variables: { ...image.variables, CASUS_API_PORT: String(apiPort), ...variables },
  });
  const secret = { CASUS_SITE_SECRET: 'a'.repeat(48) };
  const serving = start([...image.entrypoint, ...image.command], confined(secret));
  const compose = readFileSync(join(DEPLOY, 'compose.yaml'), 'utf8');
  const siteCommand = /entrypoint: \[(.+)\]/.exec(compose)![1]!.split(/,\s*/);
  let site: ChildProcess | undefined;
  try {
    await step('the API answers from an empty volume', () => answering(`${api}/ready`, serving));
    await step('the health check of the image succeeds', () => run(image.health, confined({})));
    await step('it runs as the image’s user, without capabilities', async () => {
      const status = await readFile(`/proc/${await firstProcessOf(serving)}/status`, 'utf8');
      for (const line of [`Uid:\t${image.user}`, 'CapBnd:\t0000000000000000', 'NoNewPrivs:\t1']) {
        if (!status.includes(line)) throw new Error(`Its status has no ${line}.`);
      }
    });
    await step('it can write nothing of what it runs', () =>
      run(['sh', '-c', '! touch /casus/x && ! find /casus -user 10001 | grep .'], confined({})),
    );
    site = start(
      siteCommand,
      confined({
        ...secret,
        HOST: '127.0.0.1',
        PORT: String(sitePort),
        CASUS_API_URL: `${api}/graphql`,
        CASUS_PUBLIC_API_URL: `${api}/graphql`,
        CASUS_SITE_URL: `http://localhost:${sitePort}`,
      }),
    );
    await step('the site answers with pages of the API’s', () =>
      answering(`http://127.0.0.1:${sitePort}/conflicts`, site!),
    );
    await step('both stop in good order', async () => {
      await stopped(site!);
      await stopped(serving);
    });
  } finally {
    site?.kill('SIGTERM');
    serving.kill('SIGTERM');
  }
}

async function build(folder: string, log: string, step: Step): Promise<Image> {
  const stages = stagesOf(readFileSync(join(DEPLOY, 'Containerfile'), 'utf8'));
  const built = new Map<string, string>();
  let last: Image | undefined;
  for (const [index, stage] of stages.entries()) {
    const name = stage.name ?? 'image';
    const root = await step(`${name}: FROM a clean Debian with Node`, () =>
      cleanMachine(folder, `container-${index}`),
    );
    last = await follow(stage, root, built, log, (what, act) => step(`${name}: ${what}`, act));
    built.set(name, root);
  }
  return last!;
}

/** Does what the instructions of a stage say. */
async function follow(
  { instructions }: Stage,
  root: string,
  built: ReadonlyMap<string, string>,
  log: string,
  step: Step,
): Promise<Image> {
  const image: Image = {
    root,
    folder: '/',
    variables: {},
    user: undefined,
    entrypoint: [],
    command: [],
    health: [],
  };
  for (const { word, rest } of instructions) {
    if (word === 'ENV') Object.assign(image.variables, variablesOf(rest));
    else if (word === 'WORKDIR')
      await mkdir(join(root, (image.folder = rest)), { recursive: true });
    else if (word === 'USER') image.user = Number(rest.split(':')[0]);
    else if (word === 'ENTRYPOINT') image.entrypoint = JSON.parse(rest) as string[];
    else if (word === 'CMD') image.command = JSON.parse(rest) as string[];
    else if (word === 'HEALTHCHECK') image.health = JSON.parse(/CMD (\[.*)$/.exec(rest)![1]!);
    else if (word === 'COPY') await step(`COPY ${rest}`, () => copy(rest, image, built));
    else if (word === 'RUN') {
      const shown = rest.length > 70 ? `${rest.slice(0, 70)} …` : rest;
      await step(`RUN ${shown}`, () =>
        run(['/bin/sh', '-c', rest], {
          root,
          log,
          folder: image.folder,
          variables: image.variables,
        }),
      );
    } else if (!['LABEL', 'VOLUME', 'EXPOSE', 'STOPSIGNAL'].includes(word)) {
      throw new Error(`The rehearsal knows no ${word}: teach it in ${import.meta.filename}.`);
    }
  }
  return image;
}

async function copy(
  rest: string,
  { root, folder }: Image,
  built: ReadonlyMap<string, string>,
): Promise<void> {
  const [, stage] = /--from=(\S+)/.exec(rest) ?? [];
  const [from, to] = rest.split(/\s+/).slice(-2);
  if (!stage) return copyRepository(join(root, folder));
  await promisify(execFile)('cp', ['-a', join(built.get(stage)!, from!), join(root, to!)]);
  await promisify(execFile)('chown', ['-R', 'root:root', join(root, to!)]);
}

async function stopped(container: ChildProcess): Promise<void> {
  const ended = once(container, 'exit');
  container.kill('SIGTERM');
  const late = setTimeout(() => container.kill('SIGKILL'), GRACE * 1_000);
  const [code] = await ended;
  clearTimeout(late);
  if (code !== 0) throw new Error(`It ended with ${code}.`);
}
