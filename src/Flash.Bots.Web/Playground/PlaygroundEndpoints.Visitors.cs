using Flash.Bots.Conversations;
using Flash.Bots.Privacy;
using Flash.Bots.Replies;
using Flash.Bots.Web.Pages;
using Flash.Bots.Web.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Flash.Bots.Web.Playground;

/// <summary>The person and the chat of a browser.</summary>
internal static partial class PlaygroundEndpoints
{
    /// <summary>The person with the cookie, in the first language that their browser asks for.</summary>
    public static Person Visitor(Guid conversation, HttpContext context) =>
        new(Platform.Playground, conversation.ToString("N"), "Playground visitor", context.Request.Language)
        {
            Address = AddressOf(context),
        };

    private static string? AddressOf(HttpContext context)
    {
        var services = context.RequestServices;
        if (!services.GetRequiredService<IOptions<PlaygroundOptions>>().Value.BansHoldAddresses)
        {
            return null;
        }

        try
        {
            return services.GetRequiredService<AddressHash>().Of(context.Connection.RemoteIpAddress);
        }
        catch (MasterKeyException)
        {
            return null; // The process has said so; people may draw all the same.
        }
    }

    public static Chat ChatOf(Guid conversation) =>
        new(Platform.Playground, conversation.ToString("N"), Title: null, IsPrivate: true);
}
