import type { Vendor } from './graphql.ts';

/** The vendors as people call them. */
export const vendorTitles: Readonly<Record<Vendor, string>> = {
  "TENCENT_CDN": "Tencent Cloud CDN",
  "TENCENT_EDGEONE": "Tencent EdgeOne",
  "ALIBABA_CDN": "Alibaba Cloud CDN",
  "ALIBABA_DCDN": "Alibaba Cloud DCDN",
  "ALIBABA_ESA": "Alibaba Cloud ESA",
  "VOLCENGINE_CDN": "Volcengine CDN",
  "BYTEPLUS_CDN": "BytePlus CDN",
  "AWS_CLOUDFRONT": "AWS CloudFront",
  "HUAWEI_CDN": "Huawei Cloud CDN"
};
