using System.Text.Json;
using Flash.Bots.Conversations;
using Flash.Bots.Data;
using Flash.Bots.Replies;
using Flash.Bots.Supervision;
using Flash.Bots.Telegram.Inline;
using Flash.Bots.Telegram.Messaging;
using Microsoft.Extensions.Logging;
using Npgsql;
using Telegram.Bot;
using Telegram.Bot.Requests;
using Telegram.Bot.Types;

namespace Flash.Bots.Telegram.Ingress;

/// <summary>Handles one update from its JSON to the last answer, whatever its shape.</summary>
internal sealed class UpdateHandler(
    TelegramBot bot,
    Conversation conversation,
    ChatMoves moves,
    ChatManagers managers,
    InlineQueries inline,
    TimeProvider time,
    ILogger<UpdateHandler> logger
)
{
    /// <summary>Reads the update; null for one that is not for Flash or that no one can read.</summary>
    public Incoming? Read(JsonElement json, BotIdentity identity)
    {
        try
        {
            return json.Deserialize<Update>(JsonBotAPI.Options) is { } update
                ? UpdateReader.Read(update, identity)
                : null;
        }
        catch (Exception exception)
        {
            // The edge of the process for what others send: fields may be missing that the Bot API says are always
            // there. What the deserializer says may quote what people wrote; the exception's type is enough.
            Log.UnreadableUpdate(logger, RawUpdate.IdOf(json), exception.GetType().Name);
            return null;
        }
    }

    /// <summary>Does what the update asks for. Only cancellation leaves it, and a database that is away when the update
    /// <paramref name="mayComeAgain"/>: one bad update must never stop the others.</summary>
    public async Task HandleAsync(
        long updateId,
        Incoming incoming,
        bool mayComeAgain,
        CancellationToken cancellationToken
    )
    {
        using var request = RequestTrace.Begin("telegram update", time, logger);
        request.SetTag("flash.update", incoming.GetType().Name);
        try
        {
            switch (incoming)
            {
                case Incoming.Said said:
                    await conversation.HandleAsync(
                        await managers.MarkAsync(said.Message, cancellationToken) with
                        {
                            MayComeAgain = mayComeAgain,
                        },
                        cancellationToken
                    );
                    break;
                case Incoming.Edited edited:
                    await conversation.EditAsync(
                        edited.Message with
                        {
                            MayComeAgain = mayComeAgain,
                        },
                        edited.OriginalKey,
                        edited.SaidAt,
                        cancellationToken
                    );
                    break;
                case Incoming.Moved moved:
                    await moves.MoveAsync(Platform.Telegram, Text(moved.Before), Text(moved.Now), cancellationToken);
                    break;
                case Incoming.Typed typed:
                    inline.Typed(typed.Query);
                    break;
                case Incoming.Pressed pressed:
                    await conversation.PressAsync(
                        await managers.MarkAsync(pressed.Press, cancellationToken) with
                        {
                            MayComeAgain = mayComeAgain,
                        },
                        (answer, token) => AcknowledgeAsync(pressed.CallbackQueryId, answer, token),
                        cancellationToken
                    );
                    break;
            }
        }
        catch (MessengerException exception)
        {
            Log.ChatRefused(logger, updateId, exception.Message);
        }
        catch (Exception exception) when (mayComeAgain && exception.IsUnreachable())
        {
            throw;
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            // The edge of the process for updates.
            Log.UpdateFailed(logger, exception, updateId);
        }
    }

    private static string Text(long id) => id.ToString(System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Ends the spinner on the button. A press that is too old, or was answered already, is shown nothing and
    /// loses nothing.</summary>
    private async Task AcknowledgeAsync(string callbackQueryId, PressAnswer answer, CancellationToken cancellationToken)
    {
        try
        {
            await bot.SendAsync(
                new AnswerCallbackQueryRequest
                {
                    CallbackQueryId = callbackQueryId,
                    Text = TelegramText.Cut(answer.Text, TelegramText.NoticeLimit),
                    ShowAlert = answer.IsError,
                },
                cancellationToken
            );
        }
        catch (MessengerException exception)
        {
            Log.PressAnswerRefused(logger, exception.Message);
        }
    }
}
