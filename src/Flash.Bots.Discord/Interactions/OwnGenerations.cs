using System.Data.Common;
using System.Runtime.ExceptionServices;
using Flash.Bots.Conversations;
using Flash.Bots.Data;
using Flash.Bots.Generations;
using Microsoft.EntityFrameworkCore;

namespace Flash.Bots.Discord.Interactions;

/// <summary>What a person asked for before, for commands that mean "the last one" and for completing prompts.</summary>
internal sealed class OwnGenerations(IDbContextFactory<FlashDb> databases)
{
    /// <summary>The person's newest finished pictures in this chat.</summary>
    public async Task<GenerationId?> LatestAsync(
        Person person,
        Conversations.Chat chat,
        CancellationToken cancellationToken
    )
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var own = Of(db, person)
            .Where(generation => generation.Chat!.Platform == chat.Platform && generation.Chat.ExternalId == chat.Id);
        own = own.Where(generation =>
            (
                generation.Kind == GenerationKind.Imagine
                || generation.Kind == GenerationKind.Vary
                || generation.Kind == GenerationKind.Edit
                || generation.Kind == GenerationKind.Outpaint
                || generation.Kind == GenerationKind.Inpaint
                || generation.Kind == GenerationKind.Blend
            )
            && generation.State == GenerationState.Delivered
        );
        var found = await ReadAsync(
            own.OrderByDescending(generation => generation.CreatedAt).Select(generation => generation.Id).Take(1),
            cancellationToken
        );
        return found.Count == 0 ? null : found[0];
    }

    /// <summary>The person's latest prompts, newest first, each once.</summary>
    public async Task<IReadOnlyList<string>> RecentPromptsAsync(
        Person person,
        int looked,
        CancellationToken cancellationToken
    )
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var prompts = await ReadAsync(
            Of(db, person)
                .Where(generation => generation.Kind == GenerationKind.Imagine)
                .OrderByDescending(generation => generation.CreatedAt)
                .Select(generation => generation.Prompt)
                .Take(looked),
            cancellationToken
        );
        return [.. prompts.Distinct()];
    }

    /// <summary>Entity Framework wraps what may pass by itself; callers want the database's own exception.</summary>
    private static async Task<List<T>> ReadAsync<T>(IQueryable<T> query, CancellationToken cancellationToken)
    {
        try
        {
            return await query.ToListAsync(cancellationToken);
        }
        catch (InvalidOperationException wrapped) when (wrapped.InnerException is DbException fault)
        {
            ExceptionDispatchInfo.Throw(fault);
            throw;
        }
    }

    private static IQueryable<Generation> Of(FlashDb db, Person person) =>
        db
            .Generations.AsNoTracking()
            .Where(generation =>
                generation.User!.Platform == person.Platform && generation.User.ExternalId == person.Id
            );
}
