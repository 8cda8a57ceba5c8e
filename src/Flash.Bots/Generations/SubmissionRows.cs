using Flash.Bots.Commands;
using Flash.Bots.Data;
using Flash.Bots.Moderation;
using Flash.Bots.Scheduling;

namespace Flash.Bots.Generations;

/// <summary>The rows that a request becomes.</summary>
internal static class SubmissionRows
{
    private const int MaxNameLength = 200;

    /// <param name="id">Its id.</param>
    /// <param name="submission">The request.</param>
    /// <param name="userId">The row of the person.</param>
    /// <param name="chatId">The row of the chat.</param>
    /// <param name="now">The database's time.</param>
    /// <param name="span">The span of its trace that later ones hang from; null while no one collects traces.</param>
    /// <param name="cost">Seconds that drawing it is expected to take.</param>
    /// <param name="turn">When it is drawn.</param>
    public static Generation Generation(
        GenerationId id,
        Submission submission,
        long userId,
        long chatId,
        DateTimeOffset now,
        string? span,
        double cost,
        Turn turn
    ) =>
        new()
        {
            Id = id,
            Kind = submission.Kind,
            ParentId = submission.Parent?.Id,
            ParentIndex = submission.Parent?.Index,
            Variant = submission.Recipe.Variant,
            UserId = userId,
            ChatId = chatId,
            IdempotencyKey = submission.IdempotencyKey,
            Prompt = submission.Recipe.Prompt,
            Recipe = submission.Recipe,
            State = submission.IsHeld ? GenerationState.Held : GenerationState.Queued,
            ReplyAddress = submission.ReplyTo,
            TraceSpan = span,
            PostingUntil = now + GenerationMessages.PostingTime,
            Work = Workload.Of(submission.Kind, submission.Recipe),
            Cost = cost,
            Turn = turn.Begin,
            TurnEnd = turn.End,
        };

    /// <summary>What the audit log says of it: what was asked for, and what the rules said, if anything.</summary>
    public static IEnumerable<AuditEntry> Entries(GenerationId id, Submission submission)
    {
        var kind = StoredName.Of(submission.Kind);
        yield return new AuditEntry
        {
            ActorPlatform = StoredName.Of(submission.From.Platform),
            ActorId = submission.StoredPerson,
            ActorName = Name(submission.From.Name),
            Action = $"{kind}.requested",
            GenerationId = id.Value,
            ChatId = submission.StoredChat,
            Details = Details(submission),
        };
        if (submission.Verdict.Action is RuleAction.Flag or RuleAction.Hold)
        {
            yield return new AuditEntry
            {
                ActorPlatform = "flash",
                ActorId = "rules",
                ActorName = "Flash",
                Action = submission.IsHeld ? $"{kind}.held" : $"{kind}.flagged",
                GenerationId = id.Value,
                ChatId = submission.StoredChat,
                Details = FlashJson.Write(new { rules = submission.Verdict.Rules }),
            };
        }
    }

    /// <summary>A name as it is stored.</summary>
    public static string Name(string name) => PlainText.Shorten(PlainText.Clean(name), MaxNameLength);

    // A small JSON object, and never the prompt.
    private static string Details(Submission submission)
    {
        var (recipe, parent) = (submission.Recipe, submission.Parent);
        var details = new Dictionary<string, object?>();
        if (parent is { Id: var id, Index: var index })
        {
            details.Add("parent", id.Value);
            details.Add("index", index);
        }

        if (!submission.Kind.IsMadeOnce())
        {
            details.Add("seed", recipe.Seed);
            details.Add("steps", recipe.InferenceSteps);
            details.Add("count", recipe.Count);
            details.Add("width", recipe.Width);
            details.Add("height", recipe.Height);
            details.Add("model", recipe.Model);
        }

        return FlashJson.Write(details);
    }
}
