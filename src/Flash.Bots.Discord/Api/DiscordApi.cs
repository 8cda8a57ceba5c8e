using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Flash.Bots.Discord.Api;

/// <summary>The calls of Discord's REST API that Flash makes, one file per chapter of the documentation.</summary>
internal sealed partial class DiscordApi(RestClient rest)
{
    private static string Text(ulong id) => id.ToString(CultureInfo.InvariantCulture);

    /// <summary>Rate limits are kept in memory by resource; a digest stands in for the token, so that no dump of them
    /// shows one.</summary>
    private static string ResourceOf(string interactionToken) =>
        "interaction " + Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(interactionToken)), 0, 12);
}
