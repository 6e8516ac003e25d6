-- The rules over the facts of all States. $today is the day of the check, as an ordinal.
WITH
duty_today AS (
    SELECT *, verdict IN ('outstanding', 'last known outstanding') AS overdue
    FROM duty WHERE first <= $today AND $today < until
),
party AS (
    SELECT state, in_force FROM membership
    WHERE first <= $today AND $today < until AND bound
),
annual AS (
    SELECT
        state,
        max(year) FILTER (WHERE verdict IN ('met', 'met late', 'met, timeliness unknown'))
            AS latest_reported,
        max(year) FILTER (WHERE verdict NOT IN ('not yet due', 'not owed')) AS latest_due
    FROM duty_today WHERE kind = 'annual report'
    GROUP BY state
),
initial AS (
    SELECT state, joined, max(submitted) AS initial_submitted
    FROM duty_today
    WHERE kind = 'initial report'
      AND verdict IN ('met late', 'met, timeliness unknown')
      AND submitted_from IS NOT NULL
    GROUP BY state, joined
),
duty_found AS MATERIALIZED (
    SELECT
        state, key, year, latest_due,
        CASE
            WHEN kind = 'initial report' AND overdue THEN 'article-7/initial-report-outstanding'
            WHEN kind = 'initial report' AND verdict = 'met late' THEN 'article-7/initial-report-late'
            WHEN kind <> 'annual report' THEN NULL
            WHEN verdict = 'met late' THEN 'article-7/annual-report-late'
            WHEN NOT overdue THEN NULL
            WHEN year < latest_reported THEN 'article-7/annual-report-missed'
            WHEN initial_submitted > due THEN 'article-7/annual-report-missed-before-initial'
            ELSE 'article-7/annual-report-outstanding'
        END AS rule
    FROM duty_today
    JOIN party USING (state)
    LEFT JOIN annual USING (state)
    LEFT JOIN initial USING (state, joined)
    WHERE in_force <= due
),
annual_outstanding AS (
    FROM duty_found WHERE rule = 'article-7/annual-report-outstanding'
),
open_case AS (
    SELECT "case".*
    FROM "case" JOIN membership USING (state)
    WHERE "case".first <= $today AND $today < "case".until
      AND membership.first <= $today AND $today < membership.until AND applies_article_1
      AND "case".status = 'open'
      AND article_1_applied = 'yes'
      AND actor_kind IN ('State', 'not established')
)
SELECT state, rule, key FROM duty_found WHERE rule IS NOT NULL
UNION ALL
SELECT one.state, 'article-7/two-years-silent', one.key
FROM annual_outstanding AS one
JOIN annual_outstanding AS before ON before.state = one.state AND before.year = one.year - 1
WHERE one.latest_due <= one.year
UNION ALL
SELECT state, rule, key
FROM (
    SELECT
        state, key,
        CASE
            WHEN status = 'none reported' THEN 'article-9/no-measures-reported'
            WHEN status = 'in progress' THEN 'article-9/legislation-in-progress'
            WHEN status = 'existing law considered sufficient' AND penal_sanctions <> 'yes'
                THEN 'article-9/existing-law-penal-sanctions'
        END AS rule
    FROM measure JOIN party USING (state)
    WHERE first <= $today AND $today < until
)
WHERE rule IS NOT NULL
UNION ALL
SELECT state, 'article-1/case-open', key FROM open_case
UNION ALL
SELECT state, 'article-1/case-update-due', key FROM open_case
WHERE DATE '0001-01-01' + (last_update::INTEGER - 1) + INTERVAL 1 YEAR
    < DATE '0001-01-01' + ($today::INTEGER - 1)
