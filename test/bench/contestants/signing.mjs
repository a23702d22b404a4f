import { createHash, createHmac, hash } from 'node:crypto';
import { signAcs3 } from '../../../dist/transport/acs3.js';
import { headersNamed, signedHeaders } from '../../../dist/transport/canonical-request.js';
import { tc3Signer } from '../../../dist/transport/tc3.js';
import { answer } from './probe.mjs';

/* A signature against nothing but the hashes that its scheme prescribes, over texts of the same length. */

const sha256 =
  hash === undefined
    ? (text) => createHash('sha256').update(text).digest('hex')
    : (text) => hash('sha256', text, 'hex');
const hmac = (key, text) => createHmac('sha256', key).update(text).digest('hex');

const body = JSON.stringify({
  ZoneId: 'zone-z8m9mgx',
  StartTime: '2026-01-01T00:00:00Z',
  EndTime: '2026-01-07T00:00:00Z',
  Offset: 0,
  Limit: 21,
  Filters: [],
});
const secretKey = 'a'.repeat(32);
const tencentHeaders = signedHeaders({
  'content-type': 'application/json',
  host: 'teo.intl.tencentcloudapi.com',
});
const sign = tc3Signer({ secretId: 'AKID', secretKey, service: 'teo' });
const request = { method: 'POST', path: '/', queryString: '', headers: tencentHeaders, body };
const now = Date.now();
const key = createHash('sha256').update(secretKey).digest();
const tencentCanonical = `POST\n/\n\n${tencentHeaders.canonical}\n${tencentHeaders.names}\n${sha256(body)}`;
const tencentText = `TC3-HMAC-SHA256\n1767225600\n2026-01-01/teo/tc3_request\n${sha256('')}`;

const emptyHash = sha256('');
const alibabaHeaders = {
  host: 'cdn.aliyuncs.com',
  'x-acs-action': 'DescribeRefreshTasks',
  'x-acs-version': '2018-05-10',
  'x-acs-date': '2026-01-01T00:00:00Z',
  'x-acs-signature-nonce': '0123456789abcdef0123456789abcdef',
  'x-acs-content-sha256': emptyHash,
};
const query = 'EndTime=2026-01-03T00%3A00%3A00Z&PageNumber=1&PageSize=21&StartTime=2026-01-01T00%3A00%3A00Z';
// As the client signs: names once, values at each call.
const signedAlibabaHeaders = headersNamed(Object.keys(alibabaHeaders));
const alibabaSigned = signedAlibabaHeaders(alibabaHeaders);
const alibabaCanonical = `POST\n/\n${query}\n${alibabaSigned.canonical}\n${alibabaSigned.names}\n${emptyHash}`;
const alibabaText = `ACS3-HMAC-SHA256\n${emptyHash}`;
const identity = { accessKeyId: 'LTAI', accessKeySecret: secretKey };

const works = {
  'TC3 signature': () => sign(request, now),
  'TC3 hashes': () => sha256(body) + sha256(tencentCanonical) + hmac(key, tencentText),
  'ACS3 signature': () =>
    signAcs3(identity, {
      method: 'POST',
      path: '/',
      query,
      headers: signedAlibabaHeaders(alibabaHeaders),
      hashedPayload: emptyHash,
    }),
  'ACS3 hashes': () => sha256(alibabaCanonical) + hmac(secretKey, alibabaText),
};

/** Microseconds a signature, by the processor's time. */
answer('sign', ({ work, count }) => {
  const before = process.cpuUsage();
  for (let done = 0; done < count; done += 1) works[work]();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / count;
});
