using System.Globalization;
using Flash.Bots.Generations;

namespace Flash.Bots.Replies;

/// <summary>The buttons below a generation's message, by how far it has come.</summary>
public static class GenerationButtons
{
    /// <summary>While it waits or is being worked on.</summary>
    public static IReadOnlyList<IReadOnlyList<Button>> Unfinished(GenerationId id) => [[new Button("Cancel", new ButtonAction(ButtonVerb.Cancel, id))]];

    /// <summary>Below delivered pictures.</summary>
    public static IReadOnlyList<IReadOnlyList<Button>> Drawn(GenerationId id, int count) =>
    [
        [.. Enumerable.Range(1, count).Select(index => new Button(
            count == 1 ? "Animate" : string.Create(CultureInfo.InvariantCulture, $"Animate {index}"),
            new ButtonAction(ButtonVerb.Animate, id, index)))],
        [new Button("Again", new ButtonAction(ButtonVerb.Again, id))],
    ];

    /// <summary>Below one that was cancelled or failed.</summary>
    public static IReadOnlyList<IReadOnlyList<Button>> Ended(GenerationId id, GenerationKind kind) =>
        kind == GenerationKind.Imagine ? [[new Button("Again", new ButtonAction(ButtonVerb.Again, id))]] : [];
}
