using Flash.Host.CommandLine;

namespace Flash.Host.Roles;

/// <summary>Reads <c>telegram,worker</c>.</summary>
internal static class RoleList
{
    public const string Allowed = "telegram, discord, worker and web";

    public static Role Parse(IEnumerable<string> values)
    {
        var roles = Role.None;
        foreach (
            var name in values.SelectMany(value =>
                value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            )
        )
        {
            roles |= name.ToUpperInvariant() switch
            {
                "TELEGRAM" => Role.Telegram,
                "DISCORD" => Role.Discord,
                "WORKER" => Role.Worker,
                "WEB" => Role.Web,
                _ => throw new BadArgumentException($"'{name}' is not a role; the roles are {Allowed}."),
            };
        }

        return roles is Role.None
            ? throw new BadArgumentException($"--roles names no role; the roles are {Allowed}.")
            : roles;
    }
}
