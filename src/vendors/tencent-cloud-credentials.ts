import type { CredentialMember } from './vendor.ts';

/** Of Tencent Cloud CDN; the variables are those of its official SDKs. */
export const tencentCloudCredentials: readonly CredentialMember[] = [
  { name: 'secretId', isOptional: false, environmentVariable: 'TENCENTCLOUD_SECRET_ID' },
  { name: 'secretKey', isOptional: false, environmentVariable: 'TENCENTCLOUD_SECRET_KEY' },
  { name: 'token', isOptional: true, environmentVariable: 'TENCENTCLOUD_TOKEN' },
];

/** Of EdgeOne, which must be configured: having a key does not mean that the account uses it. */
export const otherTencentCredentials: readonly CredentialMember[] = tencentCloudCredentials.map(
  ({ name, isOptional }) => ({ name, isOptional }),
);
