// Block Kit JSON to a picture: a public renderer makes the page, headless Chromium photographs it and says how tall it is.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';

const [card, picture] = process.argv.slice(2);
const require = createRequire(import.meta.url);
const { Message } = require('slack-blocks-to-jsx');
const width = 700;
const mark = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 36 36"><rect width="36" height="36" rx="6" fill="#1f3a5f"/><path d="M6 22l6-6 5 4 7-9 6 5" fill="none" stroke="#fff" stroke-width="3" stroke-linecap="round" stroke-linejoin="round"/></svg>';
const html = renderToStaticMarkup(createElement(Message, {
  blocks: JSON.parse(readFileSync(card, 'utf8')),
  logo: `data:image/svg+xml;base64,${Buffer.from(mark).toString('base64')}`,
  name: 'AccountAlerts',
  theme: 'light',
  time: new Date('2026-06-02T09:00:00'),
}));
const page = `<!doctype html><meta charset="utf-8"><title>card</title>
<style>${readFileSync(require.resolve('slack-blocks-to-jsx/dist/style.css'), 'utf8')}
html { background: #fff } body { margin: 0; padding: 20px 24px; width: ${width - 48}px }
body, body * { font-family: Lato, "Liberation Sans", Arial, sans-serif !important }
svg, svg * { font-family: Lato, "Liberation Sans", Arial, sans-serif !important }</style>
${html}<script>document.title = 'height ' + Math.ceil(document.body.getBoundingClientRect().height)</script>`;

const folder = mkdtempSync(join(tmpdir(), 'picture-'));
const chromium = (...options) => execFileSync('chromium', [
  '--headless=new', '--no-sandbox', '--disable-gpu', '--hide-scrollbars', `--user-data-dir=${join(folder, 'profile')}`, ...options, `file://${join(folder, 'card.html')}`,
], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
try {
  writeFileSync(join(folder, 'card.html'), page);
  const height = /height (\d+)/.exec(chromium(`--window-size=${width},2000`, '--dump-dom'))[1];
  // Headless Chromium takes its own frame off the window.
  chromium(`--window-size=${width},${height}`, '--force-device-scale-factor=1', `--screenshot=${picture}`);
  console.log(`${picture}: ${width} x ${height}`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
