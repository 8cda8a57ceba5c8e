namespace Flash.Bots.Web.SignIn;

/// <summary>What came of a code that was typed.</summary>
internal abstract record SecondFactorResult
{
    private SecondFactorResult() { }

    /// <summary>It was right. The session has a new secret; <paramref name="RecoveryCodes"/> are new ones that are
    /// shown once, where some were made.</summary>
    public sealed record Passed(string Session, IReadOnlyList<string> RecoveryCodes) : SecondFactorResult;

    /// <summary>It was wrong, or used before.</summary>
    public sealed record Wrong : SecondFactorResult;

    /// <summary>Too many were wrong; none is looked at before <paramref name="Until"/>.</summary>
    public sealed record Locked(DateTimeOffset Until) : SecondFactorResult;

    /// <summary>There is nothing that a code could be for: no second factor, or none that is being set up.</summary>
    public sealed record NotSetUp : SecondFactorResult;
}
