import { alibabaCdn } from './alibaba-cdn/vendor.ts';
import { alibabaDcdn } from './alibaba-dcdn/vendor.ts';
import { alibabaEsa } from './alibaba-esa/vendor.ts';
import { awsCloudFront } from './aws-cloudfront/vendor.ts';
import { edgeOne } from './edgeone/vendor.ts';
import { huaweiCdn } from './huawei-cdn/vendor.ts';
import { tencentCdn } from './tencent-cdn/vendor.ts';
import type { VendorDescription } from './vendor.ts';
import { bytePlusCdn, volcengineCdn } from './volcengine-cdn/vendor.ts';

/** All vendors. Nothing else lists them. */
export const vendors: readonly VendorDescription[] = [
  tencentCdn,
  edgeOne,
  alibabaCdn,
  alibabaDcdn,
  alibabaEsa,
  volcengineCdn,
  bytePlusCdn,
  awsCloudFront,
  huaweiCdn,
];

/** The vendor with a name of the configuration, such as `TENCENT_CDN`. */
export const vendorNamed = (name: string): VendorDescription | undefined =>
  vendors.find((vendor) => vendor.name === name);
