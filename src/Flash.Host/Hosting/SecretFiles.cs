using Flash.Host.CommandLine;

namespace Flash.Host.Hosting;

/// <summary>Any setting may stand in a file instead: <c>Flash__Telegram__Token_FILE=/run/secrets/telegram</c>,
/// as container images have it, so that a secret is in no environment that <c>docker inspect</c> shows.</summary>
internal static class SecretFiles
{
    private const string Suffix = "_FILE";

    /// <summary>Puts the file's text, without the line's end, where the setting belongs.</summary>
    /// <exception cref="BadArgumentException">A file cannot be read, or the setting is there twice.</exception>
    public static void Read(IConfiguration configuration)
    {
        var named = configuration
            .AsEnumerable()
            .Where(setting =>
                setting.Key.Contains(':', StringComparison.Ordinal)
                && setting.Key.EndsWith(Suffix, StringComparison.Ordinal)
                && !string.IsNullOrWhiteSpace(setting.Value)
            )
            .ToList();
        foreach (var (key, path) in named)
        {
            var setting = key[..^Suffix.Length];
            if (!string.IsNullOrWhiteSpace(configuration[setting]))
            {
                throw new BadArgumentException($"{setting} is set, and so is {key}: only one of them may be.");
            }

            try
            {
                configuration[setting] = File.ReadAllText(path!).TrimEnd('\r', '\n'); // blank ones are left out above
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
            {
                throw new BadArgumentException($"{key} names {path}, which cannot be read.");
            }
        }
    }
}
