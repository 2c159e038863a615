import {
  AlwaysOffSampler,
  AlwaysOnSampler,
  ParentBasedSampler,
  TraceIdRatioBasedSampler,
  type Sampler,
} from '@opentelemetry/sdk-trace';
import { ConfigInvalid } from '../config.ts';

const NAMES = ['always_on', 'always_off', 'traceidratio'] as const;

/**
 * Which traces are sent, as OpenTelemetry's specification has its variables `OTEL_TRACES_SAMPLER` and
 * `OTEL_TRACES_SAMPLER_ARG`; `parentbased_` does as whoever asks has decided.
 *
 * @throws ConfigInvalid
 */
export function samplerOf(name = 'parentbased_always_on', argument = '1'): Sampler {
  const root = name.replace(/^parentbased_/, '');
  const sampler = rootSampler(root, argument);
  return root === name ? sampler : new ParentBasedSampler({ root: sampler });
}

function rootSampler(name: string, argument: string): Sampler {
  if (name === 'always_on') return new AlwaysOnSampler();
  if (name === 'always_off') return new AlwaysOffSampler();
  if (name !== 'traceidratio') {
    const all = NAMES.flatMap((each) => [each, `parentbased_${each}`]);
    throw new ConfigInvalid(`OTEL_TRACES_SAMPLER must be ${all.join(', ')}`);
  }
  const ratio = Number(argument);
  if (!(ratio >= 0 && ratio <= 1)) {
    throw new ConfigInvalid('OTEL_TRACES_SAMPLER_ARG must be a number, 0 to 1');
  }
  return new TraceIdRatioBasedSampler(ratio);
}
