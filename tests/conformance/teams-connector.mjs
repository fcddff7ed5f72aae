// Microsoft's own client of the connector, on ours: what it does and sees, a line each.
import connector from 'botframework-connector';

const { SERVICE_URL, TOKEN, TENANT, BOT, USER, TEAM, CHANNEL } = process.env;

class GivenToken extends connector.MicrosoftAppCredentials {
  constructor() {
    super('app', 'not-a-secret', TENANT);
  }
  async getToken() {
    return TOKEN;
  }
}

const client = new connector.ConnectorClient(new GivenToken(), { baseUri: SERVICE_URL, noRetryPolicy: true });
const teams = new connector.TeamsConnectorClient(new GivenToken(), { baseUri: SERVICE_URL });
const say = (what, value) => console.log(JSON.stringify({ what, value }));
const message = (text) => ({ type: 'message', text, from: { id: BOT }, channelData: { notification: { alert: true } } });
const status = async (call) => {
  try {
    await call();
    return 'none';
  } catch (error) {
    return `${error.statusCode} ${error.body?.error?.code ?? error.code}`;
  }
};

const chat = await client.conversations.createConversation({ isGroup: false, tenantId: TENANT, bot: { id: BOT }, members: [{ id: USER }] });
const again = await client.conversations.createConversation({ isGroup: false, tenantId: TENANT, bot: { id: BOT }, members: [{ id: USER }] });
say('the same chat', chat.id === again.id);
const sent = await client.conversations.sendToConversation(chat.id, message('one 👋'));
await client.conversations.updateActivity(chat.id, sent.id, message('two'));
await client.conversations.replyToActivity(chat.id, sent.id, message('three'));
say('ids', typeof sent.id === 'string');
const member = await client.conversations.getConversationMember(chat.id, USER);
say('member', `${member.name} ${member.email}`);
const thread = await client.conversations.createConversation({ isGroup: true, tenantId: TENANT, channelData: { channel: { id: CHANNEL } }, activity: message('thread') });
say('thread', thread.id === `${CHANNEL};messageid=${thread.activityId}`);
await client.conversations.sendToConversation(thread.id, message('below'));
const names = [];
for (let token; ; ) {
  const page = await client.conversations.getConversationPagedMembers(TEAM, { pageSize: 1, continuationToken: token });
  names.push(...page.members.map((each) => each.name));
  token = page.continuationToken;
  if (!token) break;
}
say('members', names);
say('team', (await teams.teams.fetchTeamDetails(TEAM)).name);
say('channels', (await teams.teams.fetchChannelList(TEAM)).conversations.map((each) => each.name ?? null));
say('group chat', await status(() => client.conversations.createConversation({ isGroup: true, tenantId: TENANT, members: [{ id: USER }, { id: USER }] })));
say('thread without message', await status(() => client.conversations.createConversation({ isGroup: true, tenantId: TENANT, channelData: { channel: { id: CHANNEL } } })));
say('unknown conversation', await status(() => client.conversations.sendToConversation('a:nobody', message('x'))));
say('unknown message', await status(() => client.conversations.updateActivity(chat.id, '1', message('x'))));
await client.conversations.deleteActivity(chat.id, sent.id);
say('done', true);
