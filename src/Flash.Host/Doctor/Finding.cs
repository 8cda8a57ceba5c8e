namespace Flash.Host.Doctor;

/// <summary>What one look found: a state, and one sentence that says what it is or what to do about it.</summary>
internal sealed record Finding(Verdict Verdict, string Sentence)
{
    public static Finding Works(string sentence) => new(Verdict.Works, sentence);

    public static Finding Unused(string sentence) => new(Verdict.Unused, sentence);

    public static Finding Broken(string sentence) => new(Verdict.Broken, sentence);
}

internal enum Verdict
{
    Works,
    Unused,
    Broken,
}
