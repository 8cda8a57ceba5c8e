-- How many processes of Flash use this database: each has one connection that hears notifications.
SELECT count(*)::integer FROM pg_stat_activity
WHERE datname = current_database() AND application_name = 'flash listener'
