namespace Flash.Host.Evaluation;

/// <summary>What decides every pixel of an evaluation, beside the number of steps.</summary>
internal sealed record EvalPlan(string Model, string Revision, ulong Seed, IReadOnlyList<string> Prompts);
