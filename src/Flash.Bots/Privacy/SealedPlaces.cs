namespace Flash.Bots.Privacy;

/// <summary>What the master key seals itself, each bound to its place: elsewhere it does not open.</summary>
public static class SealedPlaces
{
    /// <summary>What is preserved for a report.</summary>
    public const string Evidence = "evidence";

    /// <summary>What network addresses are hashed for.</summary>
    public const string Addresses = "addresses";

    /// <summary>The secret of a moderator's authenticator app.</summary>
    /// <param name="moderator"><c>moderator-</c> and the number of their row.</param>
    public static string SecondFactor(string moderator) => $"second factor of {moderator}";
}
