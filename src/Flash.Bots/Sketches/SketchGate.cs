using Flash.Bots.Conversations;
using Flash.Bots.Data;
using Flash.Bots.Generations;
using Flash.Bots.Moderation;
using Microsoft.EntityFrameworkCore;
using Chat = Flash.Bots.Conversations.Chat;

namespace Flash.Bots.Sketches;

/// <summary>Whether a person may have this drawn while they type, where nothing is recorded: never what a rule holds or
/// blocks, and never for the banned.</summary>
public sealed class SketchGate(IDbContextFactory<FlashDb> databases, PromptRules rules)
{
    /// <summary>False when nothing is to be shown.</summary>
    public async Task<bool> MayAsync(Recipe recipe, Person person, Chat chat, CancellationToken cancellationToken)
    {
        if ((await rules.JudgeAsync(recipe, chat, cancellationToken)).Action is RuleAction.Hold or RuleAction.Block)
        {
            return false;
        }

        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await BansInForce.FindAsync(db, person, person.Id, cancellationToken) is null;
    }
}
