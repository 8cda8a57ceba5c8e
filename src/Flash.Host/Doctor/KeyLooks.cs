using Flash.Host.Hosting;

namespace Flash.Host.Doctor;

/// <summary>Whether the master key is kept apart from the data that it opens.</summary>
internal static class KeyLooks
{
    /// <param name="configuration">Where the key is said to be.</param>
    /// <param name="dataPath">The folder with this machine's own database.</param>
    public static Finding Look(IConfiguration configuration, string dataPath)
    {
        if (configuration["Flash:Personal:MasterKey"] is { Length: > 0 })
        {
            return Finding.Works(
                "it comes from the setting Flash:Personal:MasterKey; keep a copy of it, and not beside the database's "
                    + "dumps"
            );
        }

        var file = Path.GetFullPath(
            configuration["Flash:Personal:MasterKeyFile"] is { Length: > 0 } chosen
                ? chosen
                : FlashDatabase.KeyFileIn(dataPath)
        );
        var state = File.Exists(file) ? $"it stands in {file}" : $"the first start makes it in {file}";
        return Finding.Works(
            IsInside(file, dataPath)
                ? $"{state}, in one folder with the database's files: a copy of the whole folder opens everything. A "
                    + $"dump holds no key; keep a copy of the key elsewhere, or set Flash:Personal:MasterKeyFile to "
                    + $"another place and move it there"
                : $"{state}, apart from the data; keep a copy of it, and not beside the database's dumps"
        );
    }

    private static bool IsInside(string file, string folder) =>
        file.StartsWith(
            Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)) + Path.DirectorySeparatorChar,
            StringComparison.Ordinal
        );
}
