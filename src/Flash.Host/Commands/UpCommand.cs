using System.CommandLine;

namespace Flash.Host.Commands;

internal static class UpCommand
{
    public static Command Create() => new("up", "Runs everything on this machine.");
}
