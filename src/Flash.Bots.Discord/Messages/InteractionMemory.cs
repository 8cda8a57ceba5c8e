using System.Collections.Concurrent;
using Flash.Bots.Replies;

namespace Flash.Bots.Discord.Messages;

/// <summary>
/// What this process knows of interactions, for as long as their tokens could live. Nothing depends on it for being
/// right, only for asking Discord less: another process learns the same by asking.
/// </summary>
internal sealed class InteractionMemory(TimeProvider time)
{
    private static readonly TimeSpan Kept = TimeSpan.FromHours(1);
    private const int SweepEvery = 500;

    private readonly ConcurrentDictionary<(string Token, Fact Fact), DateTimeOffset> facts = new();
    private readonly ConcurrentDictionary<ulong, (DiscordMessage Message, DateTimeOffset At)> moved = new();
    private readonly ConcurrentDictionary<ulong, DiscordReply> reaches = new();
    private readonly ConcurrentDictionary<ulong, (string Url, DateTimeOffset At)> references = new();
    private int noted;

    /// <summary>Whether the original response shows something that this process posted: what comes next is a
    /// follow-up.</summary>
    public bool IsFilled(string token) => facts.ContainsKey((token, Fact.Filled));

    public void Filled(string token) => Note(token, Fact.Filled);

    /// <summary>Whether Discord refused the token: it must not be tried again.</summary>
    public bool IsSpent(string token) => facts.ContainsKey((token, Fact.Spent));

    public void Spent(string token) => Note(token, Fact.Spent);

    /// <summary>A newer token that edits and deletes this message as its own original response; null when no one
    /// pressed a button of it lately.</summary>
    public DiscordReply? ReachOf(ulong messageId) => reaches.TryGetValue(messageId, out var reply) ? reply : null;

    /// <summary>The picture that a form is about, by the interaction that opened it; null when it was long ago, or
    /// another process opened it.</summary>
    public string? ReferenceOf(ulong interactionId) =>
        references.TryGetValue(interactionId, out var picture) ? picture.Url : null;

    public void Refers(ulong interactionId, string url)
    {
        references[interactionId] = (url, time.GetUtcNow());
        Sweep();
    }

    public void Reaches(ulong messageId, DiscordReply reply)
    {
        reaches[messageId] = reply;
        Sweep();
    }

    /// <summary>The direct message that stands for a message which the bot could not edit.</summary>
    public DiscordMessage? MovedTo(ulong messageId) => moved.TryGetValue(messageId, out var to) ? to.Message : null;

    public void Moved(ulong messageId, DiscordMessage to)
    {
        moved[messageId] = (to, time.GetUtcNow());
        Sweep();
    }

    private void Note(string token, Fact fact)
    {
        facts[(token, fact)] = time.GetUtcNow();
        Sweep();
    }

    private void Sweep()
    {
        if (Interlocked.Increment(ref noted) % SweepEvery != 0)
        {
            return;
        }

        var before = time.GetUtcNow() - Kept;
        foreach (var fact in facts.Where(fact => fact.Value < before))
        {
            facts.TryRemove(fact);
        }

        foreach (var reach in reaches.Where(reach => reach.Value.ExpiresAt < time.GetUtcNow()))
        {
            reaches.TryRemove(reach);
        }

        foreach (var reference in references.Where(reference => reference.Value.At < before))
        {
            references.TryRemove(reference);
        }

        foreach (var move in moved.Where(move => move.Value.At < before))
        {
            moved.TryRemove(move);
        }
    }

    private enum Fact
    {
        Filled,
        Spent,
    }
}
