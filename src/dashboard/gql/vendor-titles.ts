import type { Vendor } from './graphql.ts';

/** The vendors as people call them. */
export const vendorTitles: Readonly<Record<Vendor, string>> = {
  "TENCENT_CDN": "Tencent Cloud CDN",
  "TENCENT_EDGEONE": "Tencent EdgeOne",
  "ALIBABA_CDN": "Alibaba Cloud CDN"
};
