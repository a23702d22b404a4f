import type { CredentialMember } from './vendor.ts';

/** Of Alibaba Cloud CDN; the variables are those of the official SDKs. */
export const alibabaCloudCredentials: readonly CredentialMember[] = [
  { name: 'accessKeyId', isOptional: false, environmentVariable: 'ALIBABA_CLOUD_ACCESS_KEY_ID' },
  { name: 'accessKeySecret', isOptional: false, environmentVariable: 'ALIBABA_CLOUD_ACCESS_KEY_SECRET' },
  { name: 'securityToken', isOptional: true, environmentVariable: 'ALIBABA_CLOUD_SECURITY_TOKEN' },
];

/** Of every other product of Alibaba Cloud, which must be configured. */
export const otherAlibabaCredentials: readonly CredentialMember[] = alibabaCloudCredentials.map(
  ({ name, isOptional }) => ({ name, isOptional }),
);
