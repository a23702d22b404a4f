import type { CredentialMember } from './vendor.ts';

/** Shared by all products of Tencent Cloud; the variables are those of its official SDKs. */
export const tencentCloudCredentials: readonly CredentialMember[] = [
  { name: 'secretId', isOptional: false, environmentVariable: 'TENCENTCLOUD_SECRET_ID' },
  { name: 'secretKey', isOptional: false, environmentVariable: 'TENCENTCLOUD_SECRET_KEY' },
  { name: 'token', isOptional: true, environmentVariable: 'TENCENTCLOUD_TOKEN' },
];
