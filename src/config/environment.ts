import * as z from 'zod';
import { isIPv4 } from 'node:net';
import { check, pathText } from './issue.ts';
import { historyUrlError, isHistoryUrl } from './history-settings.ts';
import type { ConfigIssue } from './issue.ts';
import { logLevels } from './settings.ts';
import type { Environment, ServerSettings } from './settings.ts';

/** The schema of a variable that contains a number. */
const numberIn = (byDefault: number, min: number, max: number) =>
  z
    .string()
    .default(String(byDefault))
    .refine((text) => /^\d{1,5}$/.test(text) && Number(text) >= min && Number(text) <= max, {
      error: `must be a number from ${min} to ${max}`,
    })
    .transform(Number);

const variables = z.object({
  HOST: z.string().default('127.0.0.1'),
  PORT: numberIn(4_000, 0, 65_535),
  EDGETASKS_REDIS_URL: z
    .string()
    .regex(/^(?:rediss?:\/\/|unix:\/\/|\/)/, {
      error: 'must be like redis://127.0.0.1:6379, or the path of a socket',
    })
    .optional(),
  EDGETASKS_HISTORY_URL: z.string().refine(isHistoryUrl, { error: historyUrlError }).optional(),
  EDGETASKS_INSTANCES: numberIn(2, 1, 999),
  EDGETASKS_LOG_LEVEL: z
    .string()
    .toLowerCase()
    .pipe(z.enum(logLevels, { error: `must be one of ${logLevels.join(', ')}` }))
    .default('info'),
});

/** The settings of the process. Adds each mistake to `issues`; returns undefined if there is any. */
export function serverSettings(environment: Environment, issues: ConfigIssue[]): ServerSettings | undefined {
  const checked = check(variables, nonEmpty(environment));
  if ('issues' in checked) {
    issues.push(...checked.issues.map(({ path, message }) => ({ path: pathText(path), message })));
    return undefined;
  }
  const { HOST, PORT, EDGETASKS_REDIS_URL, EDGETASKS_HISTORY_URL, EDGETASKS_INSTANCES, EDGETASKS_LOG_LEVEL } =
    checked.value;
  return {
    host: HOST,
    port: PORT,
    redisUrl: EDGETASKS_REDIS_URL,
    historyUrl: EDGETASKS_HISTORY_URL,
    instances: EDGETASKS_INSTANCES,
    logLevel: EDGETASKS_LOG_LEVEL,
    areTracesAsked: areTracesAsked(environment),
  };
}

/** Removes empty variables. */
const nonEmpty = (environment: Environment): Environment =>
  Object.fromEntries(
    Object.keys(variables.shape).flatMap((name) => {
      const value = environment[name]?.trim() ?? '';
      return value === '' ? [] : [[name, value] as const];
    }),
  );

/** Whether one of OpenTelemetry's variables asks for traces. */
const areTracesAsked = (environment: Environment): boolean =>
  environment['OTEL_SDK_DISABLED'] !== 'true' &&
  ['OTEL_EXPORTER_OTLP_ENDPOINT', 'OTEL_EXPORTER_OTLP_TRACES_ENDPOINT', 'OTEL_TRACES_EXPORTER'].some(
    (name) => !['', 'none'].includes(environment[name]?.trim() ?? ''),
  );

/** Whether an address or name is a loopback one, which other machines cannot reach. */
export const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '::1' || (isIPv4(host) && host.startsWith('127.'));

/** Whether a `Host` header contains a loopback name. True if there is no header. */
export function isLoopbackHeader(header: string | undefined): boolean {
  if (header === undefined || !URL.canParse(`http://${header}`)) return header === undefined;
  return isLoopback(new URL(`http://${header}`).hostname.replace(/^\[(.*)\]$/, '$1'));
}
