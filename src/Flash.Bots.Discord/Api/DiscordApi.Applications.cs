using Flash.Bots.Discord.Interactions;

namespace Flash.Bots.Discord.Api;

internal sealed partial class DiscordApi
{
    /// <summary>The application that the bot token belongs to.</summary>
    public Task<ApplicationPayload> GetCurrentApplicationAsync(CancellationToken cancellationToken) =>
        rest.SendAsync<ApplicationPayload>(
            new(HttpMethod.Get, "applications/@me", "applications/@me"),
            cancellationToken
        );

    /// <summary>The global commands as they are registered, with every translation.</summary>
    public Task<IReadOnlyList<ApplicationCommand>> GetGlobalCommandsAsync(
        ulong applicationId,
        CancellationToken cancellationToken
    ) =>
        rest.SendAsync<IReadOnlyList<ApplicationCommand>>(
            new(
                HttpMethod.Get,
                "applications/{application}/commands",
                $"applications/{Text(applicationId)}/commands?with_localizations=true"
            ),
            cancellationToken
        );

    /// <summary>Makes the global commands exactly these.</summary>
    public async Task OverwriteGlobalCommandsAsync(
        ulong applicationId,
        IReadOnlyList<ApplicationCommand> commands,
        CancellationToken cancellationToken
    )
    {
        using var response = await rest.SendAsync(
            new(HttpMethod.Put, "applications/{application}/commands", $"applications/{Text(applicationId)}/commands")
            {
                Body = commands,
            },
            cancellationToken
        );
    }
}

/// <summary>An application, as far as Flash asks.</summary>
internal sealed record ApplicationPayload(ulong Id);
