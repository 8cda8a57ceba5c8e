namespace Flash.Bots.Supervision;

/// <summary>What to do when PostgreSQL notifies a channel. Also raised once, with an empty payload, after every
/// (re)connect.</summary>
/// <param name="Channel">The channel; a name of ours, never input.</param>
/// <param name="Raise">Must return at once: it runs on the listener's thread.</param>
public sealed record DatabaseSignal(string Channel, Action<string> Raise);
