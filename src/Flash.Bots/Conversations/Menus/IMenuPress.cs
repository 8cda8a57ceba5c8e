namespace Flash.Bots.Conversations.Menus;

/// <summary>What buttons do that belong to no generation. Their codes begin with a word of their own.</summary>
internal interface IMenuPress
{
    /// <summary>The code up to its first colon.</summary>
    string Prefix { get; }

    /// <summary>Whether it stands only below messages that are known to be menus (<see cref="OpenMenus"/>).</summary>
    bool NeedsMenu { get; }

    /// <summary>Carries the press out in the database. Posts nothing.</summary>
    /// <param name="press">What was pressed.</param>
    /// <param name="parts">The code's parts after the prefix; from strangers.</param>
    /// <param name="cancellationToken">Stops at the next database call.</param>
    Task<PressOutcome> DecideAsync(ButtonPress press, IReadOnlyList<string> parts, CancellationToken cancellationToken);
}
