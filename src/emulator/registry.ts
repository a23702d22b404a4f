import { alibabaCdn } from './alibaba/alibaba-cdn.ts';
import { alibabaDcdn } from './alibaba/alibaba-dcdn.ts';
import { alibabaEsa } from './alibaba/alibaba-esa.ts';
import { awsCloudFront } from './aws-cloudfront/aws-cloudfront.ts';
import { huaweiCdn } from './huawei-cdn/huawei-cdn.ts';
import type { VendorProtocol } from './protocol.ts';
import { tencentCdn } from './tencent-cdn/tencent-cdn.ts';
import { tencentEdgeOne } from './tencent-edgeone/tencent-edgeone.ts';
import { bytePlusCdn, volcengineCdn } from './volcengine-cdn/volcengine-cdn.ts';

/** All emulated vendors. This is the only list of them. */
export const registry = {
  TENCENT_CDN: tencentCdn,
  TENCENT_EDGEONE: tencentEdgeOne,
  ALIBABA_CDN: alibabaCdn,
  AWS_CLOUDFRONT: awsCloudFront,
  HUAWEI_CDN: huaweiCdn,
  ALIBABA_DCDN: alibabaDcdn,
  ALIBABA_ESA: alibabaEsa,
  VOLCENGINE_CDN: volcengineCdn,
  BYTEPLUS_CDN: bytePlusCdn,
} satisfies Record<string, VendorProtocol>;

/** The vendors by name. */
export type EmulatedVendor = keyof typeof registry;

/** Whether there is a vendor of that name. */
export function isEmulatedVendor(name: string): name is EmulatedVendor {
  return Object.hasOwn(registry, name);
}
