using System.CommandLine;

namespace Flash.Host.Commands;

internal static class DoctorCommand
{
    public static Command Create() => new("doctor", "Says what works here and what to do about the rest.");
}
