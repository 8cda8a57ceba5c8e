using System.Globalization;
using Flash.Bots.Pacing;
using Flash.Bots.Replies;
using Flash.Bots.Sketches;
using Microsoft.Extensions.Options;

namespace Flash.Bots.Telegram.Inline;

/// <summary>Chooses the way: a public address if there is one, else a scratch chat, else none.</summary>
internal sealed class InlinePictures : IDisposable
{
    public InlinePictures(
        IOptions<TelegramOptions> options,
        TelegramBot bot,
        SharedPictures pictures,
        ISendLedger ledger,
        TimeProvider time
    )
    {
        var inline = options.Value.Inline;
        Way = inline switch
        {
            { PublicUrl.Length: > 0 } => new PublicPictures(
                new Uri(inline.PublicUrl),
                new PictureAddress(options.Value.Token),
                pictures,
                time
            ),
            { ScratchChatId: { } chat } => new ScratchPictures(
                chat,
                bot,
                new ChatBudget(
                    time,
                    new NetworkBudget(TelegramBot.SendsPerSecond, ledger),
                    Platform.Telegram,
                    chat.ToString(CultureInfo.InvariantCulture)
                )
            ),
            _ => null,
        };
    }

    /// <summary>Null while inline mode is not set up.</summary>
    public IInlinePictures? Way { get; }

    public void Dispose() => (Way as IDisposable)?.Dispose();
}
