// The baseline of the figures: DuckDB loads the rows of use, judges all accounts by one statement, and takes in one more day.
//   node measure.mjs FOLDER          the folder holds usage.csv and next-day/usage.csv
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';

const repeats = 7;
const [folder] = process.argv.slice(2);
if (!folder) throw new Error('usage: node measure.mjs FOLDER');

const path = name => `'${resolve(folder, name).replaceAll("'", "''")}'`;
const scratch = mkdtempSync(join(tmpdir(), 'baseline-'));
try {
  const instance = await DuckDBInstance.create(join(scratch, 'usage.duckdb'), { threads: '2' });
  const database = await instance.connect();
  const seconds = async text => {
    const start = performance.now();
    await database.run(text);
    return Number(((performance.now() - start) / 1000).toFixed(3));
  };
  const value = async text => (await database.runAndReadAll(text)).getRows()[0][0];

  // Without a key: it would slow the load, and the merge below does without.
  await database.run('CREATE TABLE usage (account_id VARCHAR, date DATE, metric VARCHAR, value DOUBLE)');
  const load_s = await seconds(`COPY usage FROM ${path('usage.csv')} (HEADER)`);
  const rows = Number(await value('SELECT count(*) FROM usage'));

  const end = await value('SELECT max(date)::VARCHAR FROM usage');
  const judge = readFileSync(new URL('score.sql', import.meta.url), 'utf8').replaceAll('$end', `'${end}'`);
  const first_s = await seconds(judge);
  const runs = [];
  for (let run = 0; run < repeats; run++) runs.push(await seconds(judge));
  const warm_s = runs.toSorted((a, b) => a - b)[Math.floor(repeats / 2)];

  await database.run('CREATE TEMP TABLE news AS SELECT * FROM usage WHERE false');
  const next_day_s = await seconds(`
    COPY news FROM ${path('next-day/usage.csv')} (HEADER);
    MERGE INTO usage USING news USING (account_id, date, metric)
      WHEN MATCHED THEN UPDATE SET value = news.value WHEN NOT MATCHED THEN INSERT;`);
  console.log(JSON.stringify({ baseline: 'duckdb', rows, load_s, first_s, warm_s, next_day_s }));
} finally {
  rmSync(scratch, { recursive: true });
}
