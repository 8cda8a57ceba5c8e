namespace Flash.Bots.Commands;

/// <summary>What someone typed that cannot be done. Turned into words in <see cref="Replies.Texts"/>.</summary>
public abstract record Mistake
{
    private Mistake() { }

    /// <summary>Nothing to draw was said.</summary>
    public sealed record NoPrompt : Mistake;

    /// <summary>Everything that was said has a weight below zero: only what not to draw.</summary>
    /// <param name="Words">What not to draw.</param>
    public sealed record OnlyNegative(string Words) : Mistake;

    /// <param name="Length">Characters given.</param>
    public sealed record PromptTooLong(int Length) : Mistake;

    /// <param name="Name">As typed, with its slash.</param>
    public sealed record UnknownCommand(string Name) : Mistake;

    /// <param name="Name">As typed, without dashes.</param>
    public sealed record UnknownOption(string Name) : Mistake;

    /// <param name="Option">The option's name without dashes.</param>
    /// <param name="Value">As typed; null when nothing was.</param>
    /// <param name="From">Least that is taken.</param>
    /// <param name="Max">Most that is taken.</param>
    public sealed record NotANumber(string Option, string? Value, ulong From, ulong Max) : Mistake;

    /// <param name="Value">As typed; null when nothing was.</param>
    public sealed record NotARatio(string? Value) : Mistake;

    /// <param name="Name">As typed; empty when nothing was.</param>
    public sealed record UnknownStyle(string Name) : Mistake;

    /// <param name="Name">As typed; empty when nothing was.</param>
    /// <param name="Known">The models there are.</param>
    public sealed record UnknownModel(string Name, IReadOnlyList<string> Known) : Mistake;

    /// <summary><c>--no</c> with nothing after it.</summary>
    public sealed record NothingToLeaveOut : Mistake;

    /// <summary>A change names words that the prompt does not have.</summary>
    /// <param name="Words">As typed.</param>
    /// <param name="Prompt">The prompt as it is.</param>
    public sealed record NotInPrompt(string Words, string Prompt) : Mistake;

    /// <summary>Everything would be taken away.</summary>
    public sealed record NothingLeft : Mistake;
}
