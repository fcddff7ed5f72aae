// Bolt's verdict on requests: reads a file of them, prints one true or false each.
import { readFileSync } from 'node:fs';
import bolt from '@slack/bolt';

const { secret, requests, now } = JSON.parse(readFileSync(process.argv[2], 'utf8'));
// Both judge at the same instant, however long a busy machine takes to start this.
Date.now = () => now;
const logger = Object.fromEntries(['debug', 'info', 'warn', 'error'].map((level) => [level, () => {}]));
const verdicts = [];
for (const { body, headers } of requests) {
  const request = { rawBody: Buffer.from(body, 'base64'), headers };
  try {
    await bolt.HTTPModuleFunctions.parseAndVerifyHTTPRequest({ enabled: true, signingSecret: secret, logger }, request);
    verdicts.push(true);
  } catch {
    verdicts.push(false);
  }
}
console.log(JSON.stringify(verdicts));
