namespace Flash.Host.Roles;

/// <summary>What a process does; any set of them runs in one process.</summary>
[Flags]
internal enum Role
{
    None = 0,
    Telegram = 1,
    Discord = 2,
    Worker = 4,
    Web = 8,
}
