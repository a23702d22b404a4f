import { alibabaCloud } from './alibaba-cloud.ts';
import type { SigningScheme } from './scheme.ts';
import { tencentCloud } from './tencent-cloud.ts';
import { volcengine } from './volcengine.ts';

/** Every scheme, by the name in a vendor's description. */
export const schemes = {
  'tencent-cloud': tencentCloud,
  'alibaba-cloud': alibabaCloud,
  volcengine,
} satisfies Readonly<Record<string, SigningScheme>>;
