// A small Bolt app, over Socket Mode or HTTP: FakeSlack must be to it what Slack is.
import bolt from '@slack/bolt';

const { APP_TOKEN, BOT_TOKEN, SIGNING_SECRET, SLACK_API_URL, SOCKET } = process.env;
const app = new bolt.App({
  token: BOT_TOKEN,
  ...(SOCKET ? { socketMode: true, appToken: APP_TOKEN } : { signingSecret: SIGNING_SECRET }),
  clientOptions: { slackApiUrl: SLACK_API_URL },
  logLevel: bolt.LogLevel.ERROR,
});
const say = (what) => console.log(JSON.stringify(what));
const plain = (text) => ({ type: 'plain_text', text });

app.action('acknowledge', async ({ ack, body, client, respond }) => {
  await ack();
  await client.chat.update({ channel: body.channel.id, ts: body.message.ts, text: `${body.user.name} is on it` });
  await respond({ text: 'Noted', replace_original: false, response_type: 'ephemeral' });
});
app.action('snooze', async ({ ack, body, client }) => {
  await ack();
  await client.views.open({
    trigger_id: body.trigger_id,
    view: {
      type: 'modal',
      callback_id: 'snooze',
      private_metadata: JSON.stringify({ channel: body.channel.id, ts: body.message.ts }),
      title: plain('Snooze'),
      submit: plain('Snooze'),
      blocks: [
        { type: 'input', block_id: 'until', label: plain('Until'), element: { type: 'datepicker', action_id: 'input' } },
        { type: 'input', block_id: 'why', optional: true, label: plain('Why'), element: { type: 'plain_text_input', action_id: 'input' } },
      ],
    },
  });
});
app.view('snooze', async ({ ack, view, client }) => {
  const why = view.state.values.why.input.value;
  if (!why) {
    await ack({ response_action: 'errors', errors: { why: 'Please say why' } });
    return;
  }
  await ack();
  const { channel, ts } = JSON.parse(view.private_metadata);
  await client.chat.postMessage({ channel, thread_ts: ts, text: `Snoozed until ${view.state.values.until.input.selected_date}: ${why}` });
});
app.command('/account', async ({ ack, command, respond }) => {
  await ack({ text: `heard: ${command.text}` });
  await respond({ text: 'and later' });
});
app.shortcut('ask', async ({ ack, shortcut, client }) => {
  await ack();
  await client.views.open({ trigger_id: shortcut.trigger_id, view: { type: 'modal', title: plain('Ask'), blocks: [{ type: 'divider' }] } });
});
app.shortcut('ask-message', async ({ ack, respond }) => {
  await ack();
  await respond({ text: 'about that message' });
});
app.event('app_mention', async ({ event, say: reply }) => {
  await reply({ text: `you said ${event.text.split(' ').slice(1).join(' ')}`, thread_ts: event.ts });
});
app.message(async ({ message, say: reply }) => {
  await reply(`got ${message.text}`);
});
app.event('app_home_opened', async ({ event, client }) => {
  await client.views.publish({ user_id: event.user, view: { type: 'home', blocks: [{ type: 'section', text: plain('Your customers') }] } });
});
app.error(async (error) => say({ error: error.message }));

process.stdin.resume();
process.stdin.on('end', () => process.exit(0));
const server = await app.start(0);
say({ ready: true, port: SOCKET ? 0 : server.address().port });
