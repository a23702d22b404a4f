import { loadSettings } from '../../src/config.ts';
import { ConfigurationError } from '../../src/config/issue.ts';
import type { Environment, Settings } from '../../src/config/settings.ts';
import { vendors } from '../../src/vendors/registry.ts';

/** What no message may tell. */
export const secret = 'S3cr3t-of-the-house';
const environment: Environment = { EDGETASKS_CONFIG: '/etc/edgetasks.yaml', KEY: secret, EMPTY: '' };

/** Settings from the text of a file, and of others beside it. */
export const load = (text: string, more: Environment = {}, files: Record<string, string> = {}): Settings =>
  loadSettings(vendors, { ...environment, ...more }, (path) => {
    const content = path === '/etc/edgetasks.yaml' ? text : files[path];
    if (content === undefined) throw Object.assign(new Error('no such file'), { code: 'ENOENT' });
    return content;
  });

/** Every issue as `path: message (line)`; none of them may tell the secret. */
export function issues(text: string, more: Environment = {}, files: Record<string, string> = {}): string[] {
  try {
    load(text, more, files);
  } catch (error) {
    if (!(error instanceof ConfigurationError) || error.message.includes(secret)) throw error;
    return error.message
      .split('\n')
      .slice(1)
      .map((line) => line.trim());
  }
  return [];
}

/** One account, whose key stands in the environment. */
export const tencent = `providers:
  - name: tencent-main
    vendor: TENCENT_CDN
    credentials: { secretId: "id", secretKey: "\${KEY}", token: "" }
`;
