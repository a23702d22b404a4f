import type { CredentialMember } from './vendor.ts';

/** The credentials of Tencent Cloud CDN, with the variables of its official SDKs. */
export const tencentCloudCredentials: readonly CredentialMember[] = [
  { name: 'secretId', isOptional: false, environmentVariable: 'TENCENTCLOUD_SECRET_ID' },
  { name: 'secretKey', isOptional: false, environmentVariable: 'TENCENTCLOUD_SECRET_KEY' },
  { name: 'token', isOptional: true, environmentVariable: 'TENCENTCLOUD_TOKEN' },
];

/**
 * The credentials of EdgeOne. They have no variables, because having a key does not mean that the account uses EdgeOne.
 */
export const otherTencentCredentials: readonly CredentialMember[] = tencentCloudCredentials.map(
  ({ name, isOptional }) => ({ name, isOptional }),
);
