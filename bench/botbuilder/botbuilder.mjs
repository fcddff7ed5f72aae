// The least that a Teams bot made with the Bot Framework SDK can do: one card action and one question, answered with constants from memory.
//   node botbuilder.mjs PORT
import botbuilder from 'botbuilder';
import express from 'express';

const { ActivityHandler, CardFactory, CloudAdapter, ConfigurationBotFrameworkAuthentication, MessageFactory } = botbuilder;

const card = text => ({ type: 'AdaptiveCard', version: '1.5', body: [{ type: 'TextBlock', text, wrap: true }] });
const taken = card('Company 00000: 41 (critical), acknowledged by Maria.');
const why = card('Company 00000: 41 (critical), down 18 points since Monday.');

class Bot extends ActivityHandler {
  constructor() {
    super();
    // An answer to a message is a message of the bot's own: a call to the connector, which every bot has to make.
    this.onMessage(context => context.sendActivity(MessageFactory.attachment(CardFactory.adaptiveCard(why))));
  }

  async onAdaptiveCardInvoke() {
    return { statusCode: 200, type: 'application/vnd.microsoft.card.adaptive', value: taken };
  }
}

// Without an app id the SDK checks no tokens and asks nobody for one.
const adapter = new CloudAdapter(new ConfigurationBotFrameworkAuthentication({}));
const bot = new Bot();

const server = express().use(express.json());
server.post('/api/messages', (request, response) => adapter.process(request, response, context => bot.run(context)));
server.listen(Number(process.argv[2]), '127.0.0.1');
