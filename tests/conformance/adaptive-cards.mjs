// Reads cards from a file of JSON lines ({ name, summary, card }) and has Microsoft's own library read each: says what is wrong, one line each.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const { AdaptiveCard, HostConfig, SerializationContext } = createRequire(import.meta.url)('adaptivecards/dist/adaptivecards.js');

// As many buttons as Teams shows.
const host = new HostConfig({ actions: { maxActions: 6 } });
const [file, budget] = process.argv.slice(2);
// Charts are of Teams, not of the common schema: the library takes their fallback, and says so.
const charts = 'Unknown element type "Chart.Line". Fallback will be used if present.';
const colors = ['good', 'warning', 'attention', 'neutral', 'categoricalBlue'];

function read(card) {
  const context = new SerializationContext();
  const parsed = new AdaptiveCard();
  parsed.hostConfig = host;
  parsed.parse(card, context);
  const events = Array.from({ length: context.eventCount }, (_, i) => context.getEventAt(i).message).filter(message => message !== charts);
  return events.concat(parsed.validateProperties().validationEvents.map(event => event.message));
}

function* every(node) {
  if (Array.isArray(node)) {
    for (const child of node) yield* every(child);
  } else if (node && typeof node === 'object') {
    yield node;
    for (const child of Object.values(node)) yield* every(child);
  }
}

// What the library does not look at, but Teams does.
function inTeams({ summary, card }) {
  const faults = [];
  const say = (wrong, text) => { if (wrong) faults.push(text); };
  const entities = card.msteams?.entities ?? [];
  const ids = [];
  say(!summary.trim(), 'no summary');
  say(card.version !== '1.5', `version ${card.version}`);
  say(card.msteams?.width !== 'Full', 'not full width');
  for (const node of every(card)) {
    say(node.actions && node.actions.length > 6, `${node.actions?.length} actions`);
    say(typeof node.text === 'string' && /\{\{|<at>/i.test(node.text) && node.type !== 'TextBlock' && node.type !== 'mention', `interpreted: ${node.text}`);
    if (node.type === 'TextBlock') {
      const mention = /<at>[^<>*_`[\]()]*<\/at>/.exec(node.text);
      say(!mention || /[*_`[\]()#!\\]/.test(node.text), `a text that is read as Markdown: ${node.text}`);
      say(mention && entities.filter(entity => entity.text === mention[0]).length !== 1, `${mention?.[0]} is not exactly one entity`);
    }
    if (node.type === 'Chart.Line') {
      say(!node.fallback, 'a chart without fallback');
      for (const line of node.data) {
        say(!colors.includes(line.color), `the colour ${line.color}`);
        say(line.values.length < 2 || line.values.some(point => !/^\d{4}-\d\d-\d\d$/.test(point.x) || !Number.isInteger(point.y)), 'values that are no line');
      }
    }
    if (node.type === 'Action.Execute') say(node.fallback?.type !== 'Action.Submit', 'no way for old clients');
    if (node.type === 'Action.OpenUrl') say(!node.url.startsWith('https://'), `opens ${node.url}`);
    if (node.type?.startsWith('Input.')) ids.push(node.id);
  }
  say(new Set(ids).size !== ids.length, 'two inputs of one id');
  const bytes = 2 * (JSON.stringify(card).length + summary.length);
  say(bytes > Number(budget), `${bytes} bytes of ${budget}`);
  return faults;
}

// A check that takes everything proves nothing.
const wrong = [
  { type: 'AdaptiveCard', version: '1.5', body: [{ type: 'Nothing' }] },
  { type: 'AdaptiveCard', version: '1.5', body: [{ type: 'TextBlock', text: 'x', weight: 'Heaviest' }] },
  { type: 'AdaptiveCard', version: '1.5', body: [], actions: [{ type: 'Action.Nothing' }] },
];
for (const card of wrong)
  if (read(card).length === 0) console.log(`the library has nothing to say of ${JSON.stringify(card)}`);

let count = 0;
for (const line of readFileSync(file, 'utf8').split('\n').filter(Boolean)) {
  const said = JSON.parse(line);
  count++;
  for (const fault of [...read(said.card), ...inTeams(said)])
    console.log(`${said.name}: ${fault}`);
}
console.log(`read ${count}`);
