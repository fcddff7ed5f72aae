// Adaptive Card JSON to a picture: Microsoft's own library draws it in headless Chromium, in the colours of Teams.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const [card, picture] = process.argv.slice(2);
const library = join(dirname(fileURLToPath(import.meta.url)), '..', 'node_modules', 'adaptivecards', 'dist');
const width = 700;
const text = (color, subtle) => ({ default: color, subtle });
const colors = {
  default: text('#242424', '#616161'), accent: text('#5b5fc7', '#5b5fc7'), good: text('#237b4b', '#237b4b'),
  warning: text('#8a5700', '#8a5700'), attention: text('#c4314b', '#c4314b'), dark: text('#242424', '#616161'), light: text('#ffffff', '#e0e0e0'),
};
const style = backgroundColor => ({ backgroundColor, foregroundColors: colors });
const host = {
  fontFamily: '"Segoe UI", "Liberation Sans", Arial, sans-serif',
  fontSizes: { small: 12, default: 14, medium: 16, large: 18, extraLarge: 24 },
  fontWeights: { lighter: 300, default: 400, bolder: 600 },
  spacing: { small: 4, default: 8, medium: 12, large: 16, extraLarge: 20, padding: 16 },
  containerStyles: {
    default: style('#ffffff'), emphasis: style('#f5f5f5'), accent: style('#e8ebfa'), good: style('#e7f2da'), warning: style('#fbf6d9'), attention: style('#fcf4f6'),
  },
  actions: { maxActions: 6, spacing: 'default', buttonSpacing: 8, actionsOrientation: 'horizontal', actionAlignment: 'left', showCard: { actionMode: 'inline', style: 'emphasis', inlineTopMargin: 12 } },
};
const page = `<!doctype html><meta charset="utf-8"><title>card</title>
<style>html { background: #f5f5f5 } body { margin: 0; padding: 20px }
#card { background: #fff; border: 1px solid #e0e0e0; border-radius: 6px; overflow: hidden; width: ${width - 42}px }
.ac-pushButton { font: 600 13px "Segoe UI", "Liberation Sans", Arial, sans-serif; background: #fff; border: 1px solid #d1d1d1; border-radius: 4px; padding: 6px 12px; color: #242424 }
.ac-pushButton.style-positive { background: #5b5fc7; border-color: #5b5fc7; color: #fff }</style>
<div id="card"></div><script>${readFileSync(join(library, 'adaptivecards.min.js'), 'utf8')}</script>
<script>
const card = new AdaptiveCards.AdaptiveCard();
card.hostConfig = new AdaptiveCards.HostConfig(${JSON.stringify(host)});
card.parse(${readFileSync(card, 'utf8').replaceAll('<', '\\u003c')});
document.getElementById('card').append(card.render());
document.title = 'height ' + Math.ceil(document.body.getBoundingClientRect().height);
</script>`;

const folder = mkdtempSync(join(tmpdir(), 'picture-'));
const chromium = (...options) => execFileSync('chromium', [
  '--headless=new', '--no-sandbox', '--disable-gpu', '--hide-scrollbars', `--user-data-dir=${join(folder, 'profile')}`, ...options, `file://${join(folder, 'card.html')}`,
], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
try {
  writeFileSync(join(folder, 'card.html'), page);
  const height = /height (\d+)/.exec(chromium(`--window-size=${width},2000`, '--dump-dom'))[1];
  chromium(`--window-size=${width},${height}`, '--force-device-scale-factor=1', `--screenshot=${picture}`);
  console.log(`${picture}: ${width} x ${height}`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
