import type { ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';

import type { Fault } from './fault.ts';
import type { Timers } from './timers.ts';
import type { WireAnswer } from './vendor-side.ts';

/** Sends an answer, spoilt by the faults that concern the sending. */
export async function deliver(
  answer: WireAnswer,
  faults: readonly Fault[],
  response: ServerResponse,
  timers: Timers,
): Promise<void> {
  let headers = answer.headers;
  let body = Buffer.from(answer.body);
  for (const fault of faults) {
    if (fault.kind === 'delay') await timers.wait(fault.ms);
    if (fault.kind === 'content-type') headers = { ...headers, 'content-type': fault.value };
    if (fault.kind === 'truncated') body = body.subarray(0, Math.floor(body.length / 2));
    if (fault.kind === 'huge-body') body = filled(body, fault.bytes);
    if (fault.kind === 'gzip') {
      headers = { ...headers, 'content-encoding': 'gzip' };
      body = gzipSync(body);
    }
  }
  const drop = faults.find((fault) => fault.kind === 'drop');
  if (drop?.afterBytes === 0) {
    response.destroy();
    return;
  }
  response.writeHead(answer.status, { ...headers, 'content-length': body.length });
  if (drop !== undefined) {
    response.write(body.subarray(0, drop.afterBytes), () => response.destroy());
    return;
  }
  const drip = faults.find((fault) => fault.kind === 'slow-drip');
  if (drip === undefined) response.end(body);
  else await trickle(body, drip.bytes, drip.everyMs, response, timers);
}

async function trickle(
  body: Buffer,
  bytes: number,
  everyMs: number,
  response: ServerResponse,
  timers: Timers,
): Promise<void> {
  for (let sent = 0; sent < body.length && !response.destroyed; sent += bytes) {
    await timers.wait(everyMs);
    response.write(body.subarray(sent, sent + bytes));
  }
  response.end();
}

/** Blanks after a JSON text change nothing but its size. */
function filled(body: Buffer, bytes: number): Buffer<ArrayBuffer> {
  return Buffer.concat([body, Buffer.alloc(Math.max(0, bytes - body.length), ' ')]);
}
