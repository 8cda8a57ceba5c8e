using Flash.Bots.Commands;
using Flash.Bots.Conversations;
using Flash.Bots.Generations;

namespace Flash.Bots.Discord.Interactions;

/// <summary><c>/tree</c>, <c>/describe</c> and <c>/blend</c>: about files that come with the command, or the person's
/// latest pictures in the channel.</summary>
internal sealed class PictureInteractions(Conversation conversation)
{
    public Task TreeAsync(ReceivedInteraction received, CancellationToken cancellationToken) =>
        AskAsync(received, new Command.Tree(), cancellationToken);

    /// <summary>A prompt drawn in two ways, which needs no pictures.</summary>
    public Task ArenaAsync(ReceivedInteraction received, CancellationToken cancellationToken) =>
        AskAsync(
            received,
            CommandParser.Parse($"/arena {received.Data.Text(CommandNames.Prompt)}", isPrivate: false),
            cancellationToken
        );

    public Task DescribeAsync(ReceivedInteraction received, CancellationToken cancellationToken) =>
        AskAsync(
            received,
            new Command.Describe((int?)received.Data.Number(CommandNames.Picture)),
            cancellationToken,
            CommandNames.Image
        );

    public Task BlendAsync(ReceivedInteraction received, CancellationToken cancellationToken) =>
        AskAsync(
            received,
            CommandParser.Parse($"/blend {received.Data.Text(CommandNames.Words)}", isPrivate: false),
            cancellationToken,
            CommandNames.First,
            CommandNames.Second
        );

    private async Task AskAsync(
        ReceivedInteraction received,
        Command command,
        CancellationToken cancellationToken,
        params string[] options
    )
    {
        var files = options.Select(received.Data.File).OfType<InteractionAttachment>().ToList();
        if (
            files
                .Select(file => GivenPictures.MistakeIn(file, received.Words))
                .FirstOrDefault(word => word is not null) is
            { } mistake
        )
        {
            await received.Response.TrySendAsync(InteractionResponse.Ephemeral(mistake), cancellationToken);
            return;
        }

        await received.Response.TrySendAsync(InteractionResponse.Deferred, cancellationToken);
        await conversation.HandleAsync(
            received.Ask(command, isEphemeral: false) with
            {
                Picture = PictureOf(files.ElementAtOrDefault(0)),
                SecondPicture = PictureOf(files.ElementAtOrDefault(1)),
            },
            cancellationToken
        );
    }

    // No file without an address is left.
    private static DiscordPicture? PictureOf(InteractionAttachment? file) =>
        file?.Url is { } url ? new DiscordPicture(url) : null;
}
