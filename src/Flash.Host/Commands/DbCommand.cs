using System.CommandLine;

namespace Flash.Host.Commands;

internal static class DbCommand
{
    public static Command Create() => new("db", "The database.")
    {
        new Command("migrate", "Brings the database to this version."),
        new Command("status", "Says which migrations are applied and which are not."),
    };
}
