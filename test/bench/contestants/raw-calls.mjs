import { Agent } from 'undici';
import { tc3Signer } from '../../../dist/transport/tc3.js';
import { signAcs3 } from '../../../dist/transport/acs3.js';
import { canonicalQuery, signedHeaders } from '../../../dist/transport/canonical-request.js';
import { sha256Hex, randomNonce } from '../../../dist/transport/digest.js';
import { accountNamed } from './world.mjs';

/* One signed call and its parsed answer, and nothing else: no limit, no retry, no deadline, no check. */

const agent = new Agent({ connections: 64 });

function tencentCalls(account, service, version) {
  const { origin, hostname } = new URL(account.endpoint);
  const constant = { 'content-type': 'application/json', host: hostname };
  const headers = signedHeaders(constant);
  const sign = tc3Signer({ secretId: account.id, secretKey: account.secret, service });
  return async (action, parameters) => {
    const body = JSON.stringify(parameters);
    const now = Date.now();
    const answer = await agent.request({
      origin,
      path: '/',
      method: 'POST',
      headers: {
        ...constant,
        authorization: sign({ method: 'POST', path: '/', queryString: '', headers, body }, now),
        'x-tc-action': action,
        'x-tc-version': version,
        'x-tc-timestamp': String(Math.floor(now / 1000)),
      },
      body,
    });
    const { Response: response } = JSON.parse(await answer.body.text());
    if (response.Error !== undefined) throw new Error(`${action}: ${response.Error.Message}`);
    return response;
  };
}

function alibabaCalls(account) {
  const { origin, host } = new URL(account.endpoint);
  const emptyHash = sha256Hex('');
  return async (action, parameters) => {
    const query = canonicalQuery(parameters);
    const own = {
      host,
      'x-acs-action': action,
      'x-acs-version': '2018-05-10',
      'x-acs-date': `${new Date().toISOString().slice(0, 19)}Z`,
      'x-acs-signature-nonce': randomNonce(),
      'x-acs-content-sha256': emptyHash,
    };
    const authorization = signAcs3(
      { accessKeyId: account.id, accessKeySecret: account.secret },
      { method: 'POST', path: '/', query, headers: signedHeaders(own), hashedPayload: emptyHash },
    );
    const answer = await agent.request({
      origin,
      path: `/?${query}`,
      method: 'POST',
      headers: { ...own, authorization },
    });
    const body = JSON.parse(await answer.body.text());
    if (answer.statusCode !== 200) throw new Error(`${action}: ${body.Message}`);
    return body;
  };
}

/** `call(action, parameters)` for each account of the benchmark. */
export const callTencent = tencentCalls(accountNamed('tencent'), 'cdn', '2018-06-06');
export const callEdgeOne = tencentCalls(accountNamed('edge'), 'teo', '2022-09-01');
export const callAlibaba = alibabaCalls(accountNamed('aliyun'));
