// The official Socket Mode client: prints what it receives, and answers what wants an answer.
import { LogLevel } from '@slack/web-api';
import { SocketModeClient } from '@slack/socket-mode';

const client = new SocketModeClient({
  appToken: process.env.APP_TOKEN,
  logLevel: LogLevel.ERROR,
  clientOptions: { slackApiUrl: process.env.SLACK_API_URL },
});
const say = (what) => console.log(JSON.stringify(what));
let deaf = 0;

client.on('slack_event', async ({ ack, type, body, retry_num }) => {
  // "deaf" in an event makes the client keep silent the next time, as one that hangs would.
  if (deaf > 0) {
    deaf -= 1;
    say({ ignored: type });
    return;
  }
  if (body?.event?.text?.includes('deaf')) deaf = 1;
  say({ type, id: body?.event_id ?? body?.type ?? body?.command, retry: retry_num ?? 0 });
  await ack(type === 'slash_commands' ? { text: `heard: ${body.text}` } : undefined);
});
for (const state of ['connected', 'reconnecting', 'disconnected']) client.on(state, () => say({ state }));

process.stdin.resume();
process.stdin.on('end', () => client.disconnect().finally(() => process.exit(0)));
await client.start();
