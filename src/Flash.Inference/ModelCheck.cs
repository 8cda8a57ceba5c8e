namespace Flash.Inference;

/// <summary>One thing that was verified about a model.</summary>
/// <param name="Passed">Whether it holds.</param>
/// <param name="Sentence">What was found, and what was expected.</param>
public sealed record ModelCheck(bool Passed, string Sentence);
