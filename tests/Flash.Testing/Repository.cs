namespace Flash.Testing;

/// <summary>Where the repository lies that these tests were built from.</summary>
public static class Repository
{
    /// <summary>The folder that holds <c>Flash.Bots.sln</c>.</summary>
    public static string Root { get; } = FindRoot();

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Flash.Bots.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException($"No folder above {AppContext.BaseDirectory} holds Flash.Bots.sln.");
    }
}
