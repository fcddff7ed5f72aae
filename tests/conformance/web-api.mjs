// The official Web API client against FakeSlack: every answer must mean to it what it means here.
import assert from 'node:assert/strict';
import { ErrorCode, LogLevel, WebClient } from '@slack/web-api';

const { SLACK_API_URL, BOT_TOKEN, APP_TOKEN, CHANNEL, DANA, TRIGGER, REFRESH, CLIENT_ID, CLIENT_SECRET } = process.env;
const options = { slackApiUrl: SLACK_API_URL, logLevel: LogLevel.ERROR, retryConfig: { retries: 3, minTimeout: 20 } };
const slack = new WebClient(BOT_TOKEN, options);

const checks = {
  async 'a token knows its workspace'() {
    const who = await slack.auth.test();
    assert.ok(who.team_id && who.user_id && who.bot_id);
    assert.ok(who.response_metadata.scopes.includes('chat:write'));
  },
  async 'a wrong token is refused'() {
    await refused('invalid_auth', () => new WebClient('xoxb-wrong', options).auth.test());
    await refused('not_authed', () => new WebClient(undefined, options).auth.test());
  },
  async 'a method wants its own kind of token'() {
    await refused('not_allowed_token_type', () => slack.apps.connections.open());
    const opened = await new WebClient(APP_TOKEN, options).apps.connections.open();
    assert.match(opened.url, /^ws:\/\//);
  },
  async 'a message is posted, changed, found by its metadata and deleted'() {
    const metadata = { event_type: 'test_message', event_payload: { key: 'k-1' } };
    const blocks = [{ type: 'section', text: { type: 'mrkdwn', text: 'Fernway went *quiet*' } }];
    const posted = await slack.chat.postMessage({ channel: CHANNEL, text: 'Fernway went quiet', blocks, metadata });
    assert.equal(posted.channel, CHANNEL);
    assert.match(posted.ts, /^\d+\.\d{6}$/);
    assert.ok(posted.message.blocks[0].block_id);
    const found = await slack.conversations.history({ channel: CHANNEL, include_all_metadata: true, limit: 10 });
    assert.equal(found.messages[0].metadata.event_payload.key, 'k-1');
    const less = await slack.conversations.history({ channel: CHANNEL });
    assert.equal(less.messages[0].metadata.event_payload, undefined);

    const changed = await slack.chat.update({ channel: CHANNEL, ts: posted.ts, text: 'Back to normal' });
    assert.equal(changed.text, 'Back to normal');
    assert.equal(changed.message.blocks, undefined);
    const link = await slack.chat.getPermalink({ channel: CHANNEL, message_ts: posted.ts });
    assert.ok(link.permalink.includes(CHANNEL));
    await slack.chat.delete({ channel: CHANNEL, ts: posted.ts });
    await refused('message_not_found', () => slack.chat.update({ channel: CHANNEL, ts: posted.ts, text: 'gone' }));
  },
  async 'a thread has its parent first'() {
    const parent = await slack.chat.postMessage({ channel: CHANNEL, text: 'parent' });
    const reply = await slack.chat.postMessage({ channel: CHANNEL, text: 'reply', thread_ts: parent.ts });
    const thread = await slack.conversations.replies({ channel: CHANNEL, ts: parent.ts });
    assert.deepEqual(thread.messages.map((message) => message.text), ['parent', 'reply']);
    await refused('cannot_reply_to_message', () => slack.chat.postMessage({ channel: CHANNEL, text: 'x', thread_ts: reply.ts }));
    await refused('thread_not_found', () => slack.chat.postMessage({ channel: CHANNEL, text: 'x', thread_ts: '1.000000' }));
  },
  async 'a person gets a direct message, whose id is not the person'() {
    const said = await slack.chat.postMessage({ channel: DANA, text: 'hello' });
    const opened = await slack.conversations.open({ users: DANA });
    assert.equal(said.channel, opened.channel.id);
    assert.ok(opened.already_open);
    await slack.chat.postEphemeral({ channel: said.channel, user: DANA, text: 'only you' });
    await refused('user_not_in_channel', () => slack.chat.postEphemeral({ channel: CHANNEL, user: who.noor, text: 'x' }));
  },
  async 'what Slack would not show is refused, with its place'() {
    const bad = await refused('invalid_blocks', () => slack.chat.postMessage({ channel: CHANNEL, text: 'x', blocks: [{ type: 'header', text: { type: 'mrkdwn', text: 'x' } }] }));
    assert.ok(bad.response_metadata.messages.some((line) => line.includes('json-pointer:/blocks/0/text')), JSON.stringify(bad));
    await refused('invalid_blocks', () => slack.chat.postMessage({ channel: CHANNEL, text: 'x', blocks: [{ type: 'alert', text: { type: 'plain_text', text: 'modals only' } }] }));
    await refused('no_text', () => slack.chat.postMessage({ channel: CHANNEL }));
    await refused('msg_too_long', async () => {
      const posted = await slack.chat.postMessage({ channel: CHANNEL, text: 'x' });
      await slack.chat.update({ channel: CHANNEL, ts: posted.ts, text: 'y'.repeat(4001) });
    });
  },
  async 'channels that take nothing say why'() {
    await refused('channel_not_found', () => slack.chat.postMessage({ channel: 'C0NOWHERE', text: 'x' }));
    await refused('is_archived', () => slack.chat.postMessage({ channel: process.env.ARCHIVED, text: 'x' }));
    await refused('not_in_channel', () => slack.conversations.history({ channel: process.env.FOREIGN }));
    await slack.conversations.join({ channel: process.env.FOREIGN });
    await slack.conversations.history({ channel: process.env.FOREIGN });
    await slack.conversations.leave({ channel: process.env.FOREIGN });
    const shared = await slack.conversations.info({ channel: process.env.SHARED });
    assert.equal(shared.channel.is_ext_shared, true);
  },
  async 'lists come in pages, some of them short'() {
    const names = [];
    for await (const page of slack.paginate('conversations.list', { limit: 2 })) names.push(...page.channels.map((channel) => channel.name));
    assert.equal(new Set(names).size, names.length);
    assert.ok(names.length >= 4, `${names}`);
    const users = [];
    for await (const page of slack.paginate('users.list', { limit: 2 })) users.push(...page.members);
    assert.ok(users.some((user) => user.deleted) && users.some((user) => user.is_bot));
  },
  async 'people are found by address, unless they left'() {
    const found = await slack.users.lookupByEmail({ email: 'DANA@example.com' });
    assert.equal(found.user.id, DANA);
    assert.equal(found.user.tz, 'Europe/Berlin');
    assert.equal(typeof found.user.tz_offset, 'number');
    await refused('users_not_found', () => slack.users.lookupByEmail({ email: 'gone@example.com' }));
    const info = await slack.users.info({ user: DANA, include_locale: true });
    assert.equal(info.user.profile.email, 'dana@example.com');
    assert.ok(info.user.locale);
  },
  async 'a trigger opens one modal'() {
    const view = { type: 'modal', title: { type: 'plain_text', text: 'Snooze' }, blocks: [{ type: 'divider' }] };
    const opened = await slack.views.open({ trigger_id: TRIGGER, view });
    await refused('exchanged_trigger_id', () => slack.views.open({ trigger_id: TRIGGER, view }));
    await refused('invalid_trigger_id', () => slack.views.open({ trigger_id: 'nonsense', view }));
    const updated = await slack.views.update({ view_id: opened.view.id, hash: opened.view.hash, view });
    await refused('hash_conflict', () => slack.views.update({ view_id: opened.view.id, hash: opened.view.hash, view }));
    assert.notEqual(updated.view.hash, opened.view.hash);
    const home = await slack.views.publish({ user_id: DANA, view: { type: 'home', blocks: view.blocks } });
    assert.equal(home.view.type, 'home');
    await refused('invalid_arguments', () => slack.views.publish({ user_id: DANA, view: { type: 'home', blocks: [{ type: 'markdown', text: 'messages only' }] } }));
  },
  async 'a limit is waited out, an error of the server is tried again'() {
    let limited = 0;
    const started = performance.now();
    slack.on('rate_limited', (seconds) => { limited = seconds; });
    await slack.team.info();
    assert.equal(limited, 1);
    assert.ok(performance.now() - started >= 900);
    const bot = await slack.bots.info();
    assert.ok(bot.bot.app_id);
  },
  async 'a refresh token works once'() {
    const ask = () => new WebClient(undefined, options).oauth.v2.access({ client_id: CLIENT_ID, client_secret: CLIENT_SECRET, grant_type: 'refresh_token', refresh_token: REFRESH });
    const fresh = await ask();
    assert.equal(fresh.expires_in, 43200);
    const again = await new WebClient(fresh.access_token, options).auth.test();
    assert.ok(again.expires_in > 43000);
    await refused('invalid_refresh_token', ask);
  },
  async 'a scope that is missing is named'() {
    const missing = await refused('missing_scope', () => new WebClient(process.env.POOR_TOKEN, options).chat.postMessage({ channel: CHANNEL, text: 'x' }));
    assert.equal(missing.needed, 'chat:write');
    assert.ok(missing.response_metadata.acceptedScopes.includes('chat:write'));
  },
  async 'what is not there is not there'() {
    await refused('unknown_method', () => slack.apiCall('chat.whisper'));
  },
};

const who = { noor: process.env.NOOR };

async function refused(error, call) {
  try {
    await call();
  } catch (thrown) {
    assert.equal(thrown.code, ErrorCode.PlatformError, `${thrown}`);
    assert.equal(thrown.data.error, error);
    return thrown.data;
  }
  assert.fail(`was not refused with ${error}`);
}

for (const [name, check] of Object.entries(checks)) {
  try {
    await check();
    console.log(`ok ${name}`);
  } catch (error) {
    console.log(`not ok ${name}: ${error.message.replaceAll('\n', ' ')}`);
  }
}
