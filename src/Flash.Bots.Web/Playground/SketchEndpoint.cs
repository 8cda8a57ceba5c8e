using Flash.Bots.Commands;
using Flash.Bots.Generations;
using Flash.Bots.Sketches;
using Flash.Bots.Web.Security;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Flash.Bots.Web.Playground;

/// <summary>A picture of what is being typed, straight from the model in this process: no queue, no row, no
/// message.</summary>
internal static class SketchEndpoint
{
    /// <summary>Whether this process can draw and its operator wants it to.</summary>
    public static bool IsAvailable(IServiceProvider services) =>
        services.GetService<ISketcher>() is not null
        && services.GetRequiredService<IOptions<PlaygroundOptions>>().Value.AsYouType;

    /// <summary>A JPEG; 204 while the text is no prompt yet, or one that the rules would not let be drawn at once, or
    /// of someone banned. The page's seed stays the same while someone types, so that the picture evolves.</summary>
    public static async Task<IResult> SketchAsync(
        HttpContext context,
        Typed typed,
        IServiceProvider services,
        IOptions<PictureOptions> pictures,
        SketchGate gate,
        PlaygroundLimits limits,
        CancellationToken cancellationToken
    )
    {
        if (!IsAvailable(services))
        {
            return Refusals.Of(
                StatusCodes.Status404NotFound,
                "Pictures while you type are switched off here, or this process has no worker."
            );
        }

        if (ConversationCookie.Read(context.Request) is not { } conversation)
        {
            return Refusals.NoConversation(context);
        }

        if (!limits.MaySketch(context))
        {
            return Refusals.TooFast(context);
        }

        if (
            RecipeOf(typed, pictures.Value) is not { } recipe
            || !await gate.MayAsync(
                recipe,
                PlaygroundEndpoints.Visitor(conversation, context),
                PlaygroundEndpoints.ChatOf(conversation),
                cancellationToken
            )
        )
        {
            return Results.NoContent();
        }

        var sketches = await services.GetRequiredService<ISketcher>().SketchAsync(recipe, cancellationToken);
        context.Response.Headers.CacheControl = "no-store";
        return sketches is [var sketch, ..] ? Results.Bytes(sketch.Bytes, "image/jpeg") : Results.NoContent();
    }

    /// <summary>One step, one picture, and never another model than the one that is loaded anyway.</summary>
    private static Recipe? RecipeOf(Typed typed, PictureOptions pictures) =>
        typed.Text is { Length: > 0 } text
        && CommandParser.Parse(text, isPrivate: true) is Command.Imagine { Arguments: var arguments }
            ? pictures.RecipeFor(
                arguments with
                {
                    Model = null,
                    Count = 1,
                    InferenceSteps = 1,
                    Seed = arguments.Seed ?? typed.Seed,
                }
            )
            : null;

    internal sealed record Typed(string? Text, uint Seed);
}
