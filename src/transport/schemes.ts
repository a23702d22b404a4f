import { alibabaCloud } from './alibaba-cloud.ts';
import { aws } from './aws.ts';
import { huaweiCloud } from './huawei-cloud.ts';
import type { SigningScheme } from './scheme.ts';
import { tencentCloud } from './tencent-cloud.ts';
import { volcengine } from './volcengine.ts';

/** Every scheme, by the name in a vendor's description. */
export const schemes = {
  'tencent-cloud': tencentCloud,
  'alibaba-cloud': alibabaCloud,
  volcengine,
  aws,
  'huawei-cloud': huaweiCloud,
} satisfies Readonly<Record<string, SigningScheme>>;
