using System.Globalization;
using Flash.Bots.Data;
using Flash.Bots.Generations;
using Flash.Bots.Moderation;
using Flash.Bots.Privacy;
using Flash.Bots.Quotas;
using Flash.Bots.Replies;
using Flash.Bots.Web.Pages;
using Flash.Bots.Web.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Flash.Bots.Web.Moderation;

/// <summary>Erasing a person.</summary>
internal static partial class PeopleEndpoints
{
    private static async Task<IResult> EraseAsync(
        HttpContext context,
        PersonalData personal,
        IEnumerable<IMessenger> messengers,
        string platform,
        string id,
        EraseWanted wanted,
        CancellationToken cancellationToken
    )
    {
        if (PlatformOf(platform) is not { } network)
        {
            return Unknown(platform);
        }

        if (wanted.Confirm?.Trim() != "erase")
        {
            return Refusals.Of(
                StatusCodes.Status400BadRequest,
                "Erasing cannot be undone; type “erase” to confirm it."
            );
        }

        var erased = await personal.EraseAsync(network, id, SignedIn.Of(context), cancellationToken);
        var gone = 0;
        foreach (var (_, on, message) in erased.Messages)
        {
            try
            {
                if (messengers.FirstOrDefault(messenger => messenger.Platform == on) is { } messenger)
                {
                    await messenger.DeleteAsync(message, cancellationToken);
                    gone++;
                }
            }
            catch (MessengerException)
            {
                // Counted as still standing below.
            }
        }

        return ModerationEndpoints.Said(
            string.Create(
                CultureInfo.InvariantCulture,
                $"Erased: the words of {erased.Generations} requests and {erased.Pictures} pictures; {gone} of "
                    + $"{erased.Messages.Count} messages are gone from their chats."
            ),
            ""
        );
    }

    internal sealed record EraseWanted(string? Confirm);
}
