-- What a person reported, appealed and voted, a JSON object each.
SELECT jsonb_build_object('kind', 'report', 'at', report.created_at, 'generation', generation_id, 'text', reason,
    'state', state)::text
FROM flash.reports report JOIN flash.users person ON person.id = report.user_id
WHERE person.platform = @platform AND person.external_id = @user
UNION ALL
SELECT jsonb_build_object('kind', 'appeal', 'at', appeal.created_at, 'generation', generation_id, 'text', text,
    'state', state)::text
FROM flash.appeals appeal JOIN flash.users person ON person.id = appeal.user_id
WHERE person.platform = @platform AND person.external_id = @user
UNION ALL
SELECT jsonb_build_object('kind', 'vote', 'at', vote.at, 'generation', generation_id, 'text', winner,
    'state', 'counted')::text
FROM flash.arena_votes vote JOIN flash.users person ON person.id = vote.user_id
WHERE person.platform = @platform AND person.external_id = @user
