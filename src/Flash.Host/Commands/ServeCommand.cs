using System.CommandLine;
using Flash.Host.Roles;

namespace Flash.Host.Commands;

/// <summary><c>flash serve --roles telegram,worker</c>: some roles, against the configured database.</summary>
internal static class ServeCommand
{
    public static Command Create()
    {
        var roles = new Option<string[]>("--roles") { Description = $"What this process does: {RoleList.Allowed}.", Required = true };
        return new Command("serve", "Runs the named roles; for production, one or several per process.") { roles };
    }
}
