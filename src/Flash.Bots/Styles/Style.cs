using Flash.Bots.Generations;

namespace Flash.Bots.Styles;

/// <summary>A way to draw, asked for by name.</summary>
/// <param name="Name">What is typed: lower case, no spaces.</param>
/// <param name="Symbol">One emoji that stands for it in lists and on buttons.</param>
/// <param name="Words">Added to the prompt.</param>
/// <param name="Negative">Added to what is left out; read by models with guidance only.</param>
public sealed record Style(string Name, string Symbol, string Words, string Negative = "")
{
    /// <summary>As it is kept in a recipe.</summary>
    public AppliedStyle Applied => new(Name, Words, Negative);
}
