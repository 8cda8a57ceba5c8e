using Microsoft.Extensions.Options;

namespace Flash.Bots.Discord.Api;

/// <summary>Which application Flash is: configured, or asked from the API once.</summary>
internal sealed class ApplicationIdentity(DiscordApi api, IOptions<DiscordOptions> options)
{
    private ulong known = options.Value.ApplicationId ?? 0;

    public async ValueTask<ulong> IdAsync(CancellationToken cancellationToken)
    {
        if (Volatile.Read(ref known) == 0)
        {
            Volatile.Write(ref known, (await api.GetCurrentApplicationAsync(cancellationToken)).Id);
        }

        return known;
    }
}
