using System.Security.Cryptography;

namespace Flash.Bots.Discord.Gateway;

/// <summary>How long to wait before each further attempt: none at first, then doubling to two minutes, with a random
/// part.</summary>
/// <remarks>At two minutes a day holds 720 attempts, below the 1,000 sessions that Discord allows.</remarks>
internal static class ReconnectDelays
{
    public static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);

    public static TimeSpan Before(int attempt)
    {
        if (attempt <= 1)
        {
            return TimeSpan.Zero;
        }

        var seconds = Math.Min(Longest.TotalSeconds, Math.Pow(2, Math.Min(attempt, 10) - 2));
        return TimeSpan.FromSeconds(seconds * (0.5 + (RandomNumberGenerator.GetInt32(500) / 1000.0)));
    }
}
