using Flash.Bots.Conversations;
using Flash.Bots.Data;
using Flash.Bots.Moderation;
using Npgsql;
using Chat = Flash.Bots.Conversations.Chat;

namespace Flash.Bots.Sketches;

/// <summary>Whether a person may have this drawn while they type, where nothing is recorded: never what a rule holds or
/// blocks, and never for the banned.</summary>
public sealed class SketchGate(NpgsqlDataSource dataSource, PromptRules rules)
{
    /// <summary>False when nothing shall be shown.</summary>
    public async Task<bool> MayAsync(string prompt, Person person, Chat chat, CancellationToken cancellationToken)
    {
        if ((await rules.JudgeAsync(prompt, chat, cancellationToken)).Action is RuleAction.Hold or RuleAction.Block)
        {
            return false;
        }

        await using var command = dataSource.Command(
            """
            SELECT EXISTS (SELECT FROM flash.bans ban JOIN flash.users person ON person.id = ban.user_id
                WHERE person.platform = $1 AND person.external_id = $2 AND ban.lifted_at IS NULL AND (ban.until IS NULL OR ban.until > now()))
            """,
            StoredName.Of(person.Platform),
            person.Id
        );
        return await command.ExecuteScalarAsync(cancellationToken) is false;
    }
}
