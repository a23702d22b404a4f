import { refused, transient, wrongField, wrongSomewhere, type Meanings } from './refusal.ts';

/** The gateway has one code for everything that is wrong with a signature, including the clock. */
export const huaweiClockCodes: ReadonlySet<string> = new Set(['APIGW.0301']);

/** The error codes of Huawei Cloud's API gateway and of CDN (1.0), as its documents and its Terraform provider list them. */
export const huaweiCloudCodes: Meanings = {
  codes: {
    'APIGW.0101': refused('INVALID_REQUEST'),
    // The request is too large, or the backend did not answer in time.
    'APIGW.0201': transient('UNAVAILABLE'),
    'APIGW.0301': refused('AUTHENTICATION'),
    'APIGW.0302': refused('PERMISSION'),
    'APIGW.0303': refused('AUTHENTICATION'),
    'APIGW.0304': refused('PERMISSION'),
    'APIGW.0305': refused('AUTHENTICATION'),
    'APIGW.0306': refused('PERMISSION'),
    'APIGW.0307': refused('AUTHENTICATION'),
    'APIGW.0308': transient('RATE_LIMIT'),
    'APIGW.0310': refused('PERMISSION'),
    'CDN.0001': wrongSomewhere,
    // "The object does not exist."
    'CDN.0003': refused('NOT_FOUND'),
    'CDN.0004': refused('PERMISSION'),
    'CDN.0020': wrongField('enterpriseProjectId'),
    'CDN.0021': refused('PERMISSION'),
    // "The URL domain name is not the acceleration domain name of the current tenant": also the error for an unknown
    // task.
    'CDN.0108': refused('NOT_FOUND'),
    'CDN.0114': refused('PERMISSION', 'activate the service in the console of this account'),
  },
  endings: [],
  beginnings: [
    [/^APIGW\.02/, transient('UNAVAILABLE')],
    [/^APIGW\.03/, refused('AUTHENTICATION')],
    [/^APIGW\.(?:06|99)/, transient('UNAVAILABLE')],
  ],
};
