-- A score and ten conditions for every account, from its rows of use alone. $end is the last day of the data.
CREATE OR REPLACE TEMP TABLE judged AS
WITH by_metric AS (
  SELECT account_id, metric,
         sum(value) FILTER (date > $end::DATE - 28) AS now4,
         sum(value) FILTER (date <= $end::DATE - 28 AND date > $end::DATE - 56) AS before4,
         sum(value) FILTER (date > $end::DATE - 14) AS now2,
         sum(value) FILTER (date <= $end::DATE - 14 AND date > $end::DATE - 70) / 4 AS usual2,
         sum(value) FILTER (date > $end::DATE - 7) AS now1,
         max(date) FILTER (value > 0) AS last_day,
         count(*) FILTER (value > 0 AND date > $end::DATE - 28) AS days4
    FROM usage
   GROUP BY ALL
), by_account AS (
  SELECT account_id,
         coalesce(sum(now4) FILTER (metric NOT IN ('logins', 'active_users')), 0) AS work_now,
         coalesce(sum(before4) FILTER (metric NOT IN ('logins', 'active_users')), 0) AS work_before,
         coalesce(sum(now2) FILTER (metric <> 'active_users'), 0) AS recent,
         coalesce(sum(usual2) FILTER (metric <> 'active_users'), 0) AS usual,
         coalesce(sum(now1) FILTER (metric = 'logins'), 0) AS logins_week,
         coalesce(sum(now4) FILTER (metric = 'logins'), 0) AS logins_month,
         coalesce(sum(before4) FILTER (metric = 'logins'), 0) AS logins_month_before,
         count(*) FILTER (now4 > 0) AS features_now,
         count(*) FILTER (before4 > 0) AS features_before,
         max(days4) AS days_active,
         $end::DATE - max(last_day) AS silent_days
    FROM by_metric
   GROUP BY account_id
), scored AS (
  SELECT *,
         40 * least(1, work_now / greatest(1, work_before)) + 30 * least(1, days_active / 20.0) + 20 * least(1, features_now / 4.0)
           + 10 * greatest(0, 1 - coalesce(silent_days, 30) / 14.0) AS score
    FROM by_account
)
SELECT account_id, score,
       silent_days >= 7 AS silent,
       silent_days >= 14 AS long_silent,
       usual >= 50 AND recent <= 0.6 * usual AS dropped,
       usual >= 50 AND recent <= 0.8 * usual AS slipping,
       recent >= 1.3 * usual AND usual > 0 AS growing,
       features_now < features_before AS narrower,
       features_now > features_before AS broader,
       4 * logins_week < 0.5 * logins_month AS quiet_week,
       logins_month_before > 0 AND logins_month < 0.7 * logins_month_before AS fewer_logins,
       score < 50 AS critical
  FROM scored
