namespace Flash.Host.LocalPostgres;

/// <summary>What the local database needs to know.</summary>
/// <param name="DataPath"><c>Flash:DataPath</c>. Default: <c>.flash</c> in the checkout, or <c>~/.local/share/flash</c>
/// for an installed program.</param>
/// <param name="PostgresPath"><c>Flash:PostgresPath</c>: the folder with <c>initdb</c> and <c>postgres</c>. Default:
/// the newest that is installed.</param>
internal sealed record LocalDatabaseOptions(string? DataPath, string? PostgresPath)
{
    public static LocalDatabaseOptions From(IConfiguration configuration) =>
        new(NotBlank(configuration["Flash:DataPath"]), NotBlank(configuration["Flash:PostgresPath"]));

    private static string? NotBlank(string? value) => string.IsNullOrWhiteSpace(value) ? null : value;
}
