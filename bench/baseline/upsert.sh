#!/usr/bin/env bash
# SQLite's own upsert of one more day into a table with a key: seconds on standard output, nothing where there is no sqlite3.
#   baseline/upsert.sh FOLDER          the folder holds usage.csv and next-day/usage.csv
set -euo pipefail

folder=$(realpath "${1:?usage: upsert.sh FOLDER}")
command -v sqlite3 > /dev/null || exit 0
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
facts=$scratch/facts.db
settings='PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA cache_size = -262144;'

sqlite3 -bail "$facts" > "$scratch/load" <<SQL
$settings
CREATE TABLE usage (account_id TEXT, date TEXT, metric TEXT, value REAL, PRIMARY KEY (account_id, date, metric)) WITHOUT ROWID;
.import --csv --skip 1 "$folder/usage.csv" usage
SQL
start=$(date +%s.%N)
sqlite3 -bail "$facts" > "$scratch/day" <<SQL
$settings
CREATE TEMP TABLE news (account_id TEXT, date TEXT, metric TEXT, value REAL);
.import --csv --skip 1 "$folder/next-day/usage.csv" temp.news
INSERT INTO usage SELECT * FROM news WHERE true ON CONFLICT (account_id, date, metric) DO UPDATE SET value = excluded.value;
SQL
awk -v start="$start" -v end="$(date +%s.%N)" 'BEGIN { printf "%.3f\n", end - start }'
