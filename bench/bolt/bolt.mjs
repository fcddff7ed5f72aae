// The least that a Slack app made with Bolt can do: one command and one button, answered with constants from memory.   node bolt.mjs PORT
import bolt from '@slack/bolt';

const receiver = new bolt.HTTPReceiver({
  signingSecret: process.env.SIGNING_SECRET,
  endpoints: ['/slack/commands', '/slack/interactions'],
  logLevel: bolt.LogLevel.ERROR,
});
// A fixed authorization instead of a token: Bolt asks nobody.
const app = new bolt.App({ receiver, authorize: async () => ({ botToken: 'xoxb-none', botId: 'B1', botUserId: 'U1' }), logLevel: bolt.LogLevel.ERROR });

app.command('/account', ({ ack }) => ack({ response_type: 'ephemeral', text: 'Company 00000: 41 (Critical), down 18 points since Monday.' }));
app.action(/^acknowledge/, ({ ack }) => ack());

await app.start({ port: Number(process.argv[2]), host: '127.0.0.1' });
