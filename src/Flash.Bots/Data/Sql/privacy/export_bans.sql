-- A person's bans, a JSON object each.
SELECT jsonb_build_object('reason', reason, 'at', ban.created_at, 'until', until, 'liftedAt', lifted_at)::text
FROM flash.bans ban JOIN flash.users person ON person.id = ban.user_id
WHERE person.platform = @platform AND person.external_id = @user ORDER BY ban.id
