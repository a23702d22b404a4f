import type { CredentialMember } from './vendor.ts';

/** The credentials of Alibaba Cloud CDN, with the variables of the official SDKs. */
export const alibabaCloudCredentials: readonly CredentialMember[] = [
  { name: 'accessKeyId', isOptional: false, environmentVariable: 'ALIBABA_CLOUD_ACCESS_KEY_ID' },
  { name: 'accessKeySecret', isOptional: false, environmentVariable: 'ALIBABA_CLOUD_ACCESS_KEY_SECRET' },
  { name: 'securityToken', isOptional: true, environmentVariable: 'ALIBABA_CLOUD_SECURITY_TOKEN' },
];

/** The credentials of every other product of Alibaba Cloud, which have no variables. */
export const otherAlibabaCredentials: readonly CredentialMember[] = alibabaCloudCredentials.map(
  ({ name, isOptional }) => ({ name, isOptional }),
);
