import { readFileSync, unwatchFile, watchFile } from 'node:fs';
import process from 'node:process';
import { ConfigurationError } from './config/issue.ts';
import { SECOND } from './domain/time.ts';
import type { Milliseconds } from './domain/time.ts';
import type { Log } from './observability/log.ts';
import { causesOf } from './observability/log.ts';

/** The file that is watched, and what a change does. */
export interface ReloadParts {
  /** The file whose content is watched. */
  readonly path: string;
  /** Checks the settings and applies them. Throws `ConfigurationError` if they are invalid. */
  readonly apply: () => Promise<void>;
  readonly log: Log;
}

/** How often the file is read. Polling also notices replaced links in mounted folders, as Kubernetes replaces them. */
const interval: Milliseconds = SECOND;

/** A file is complete when two readings this far apart are equal. */
const settling: Milliseconds = SECOND / 4;

/**
 * Reloads the configuration when its file changes and at SIGHUP, one reload at a time. An invalid configuration is
 * logged, and the old one stays in use. Returns a function that stops it.
 */
export function reloadOnChange({ path, apply, log }: ReloadParts): () => void {
  let text = read(path);
  let running: Promise<void> | undefined;
  let isAskedAgain = false;

  const reload = async (isForced: boolean): Promise<void> => {
    const found = await settled(path);
    if (!isForced && found === text) return;
    text = found;
    try {
      await apply();
      log.info({ path }, 'The configuration was reloaded');
    } catch (error) {
      const problem =
        error instanceof ConfigurationError ? { issues: error.issues } : { causes: causesOf(error) };
      log.error({ path, ...problem }, 'The configuration cannot be used: the old one stays in use');
    }
  };
  const request = (isForced: boolean): void => {
    if (running !== undefined) {
      isAskedAgain = true;
      return;
    }
    running = reload(isForced).finally(() => {
      running = undefined;
      if (isAskedAgain) {
        isAskedAgain = false;
        request(true);
      }
    });
  };

  const onHangup = (): void => request(true);
  const onStat = (): void => request(false);
  process.on('SIGHUP', onHangup);
  watchFile(path, { interval, persistent: false }, onStat);
  return () => {
    process.off('SIGHUP', onHangup);
    unwatchFile(path, onStat);
  };
}

/** The content once two readings are equal; undefined if the file cannot be read. */
async function settled(path: string): Promise<string | undefined> {
  for (let text = read(path); ;) {
    await new Promise((resolve) => {
      setTimeout(resolve, settling).unref();
    });
    const next = read(path);
    if (next === text) return text;
    text = next;
  }
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
