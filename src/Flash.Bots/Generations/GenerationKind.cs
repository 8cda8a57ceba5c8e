namespace Flash.Bots.Generations;

/// <summary>What a generation makes. Stored by name, in lower case.</summary>
public enum GenerationKind
{
    /// <summary>Pictures from words.</summary>
    Imagine,

    /// <summary>A looping GIF from one picture of another generation.</summary>
    Animate,

    /// <summary>Pictures that resemble one picture of another generation.</summary>
    Vary,

    /// <summary>One picture of another generation at twice its size.</summary>
    Enlarge,

    /// <summary>Another generation with other words and the same seed.</summary>
    Edit,

    /// <summary>One picture of another generation, continued beyond its edges: from further away, to a side, in another
    /// shape.</summary>
    Outpaint,

    /// <summary>One picture of another generation with a part of it drawn anew.</summary>
    Inpaint,

    /// <summary>Two pictures mixed, and drawn on.</summary>
    Blend,

    /// <summary>Where pictures come from and what was made of them, as one picture.</summary>
    Tree,

    /// <summary>What a picture shows, in words.</summary>
    Describe,

    /// <summary>One prompt drawn in two ways, for people to choose from.</summary>
    Arena,
}

/// <summary>What the kinds have in common.</summary>
public static class GenerationKinds
{
    /// <summary>Pictures with the whole keyboard below them, rather than one file.</summary>
    public static bool MakesPictures(this GenerationKind kind) =>
        kind
            is GenerationKind.Imagine
                or GenerationKind.Vary
                or GenerationKind.Edit
                or GenerationKind.Outpaint
                or GenerationKind.Inpaint
                or GenerationKind.Blend;

    /// <summary>Pictures that follow one picture: asked for again, they follow that one again.</summary>
    public static bool FollowsOne(this GenerationKind kind) =>
        kind is GenerationKind.Vary or GenerationKind.Outpaint or GenerationKind.Inpaint or GenerationKind.Blend;

    /// <summary>It shows something about pictures and is none that anything could be made of.</summary>
    public static bool OnlyTells(this GenerationKind kind) =>
        kind is GenerationKind.Tree or GenerationKind.Describe or GenerationKind.Arena;

    /// <summary>Made the same however often it is asked for: a second press finds the first one's.</summary>
    public static bool IsMadeOnce(this GenerationKind kind) => kind is GenerationKind.Animate or GenerationKind.Enlarge;
}
