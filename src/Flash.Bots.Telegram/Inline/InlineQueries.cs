using System.Collections.Concurrent;
using Flash.Bots.Commands;
using Flash.Bots.Conversations;
using Flash.Bots.Generations;
using Flash.Bots.Replies;
using Flash.Bots.Sketches;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Telegram.Bot.Requests;
using Telegram.Bot.Types.InlineQueryResults;

namespace Flash.Bots.Telegram.Inline;

/// <summary>
/// Shows a picture of what someone is typing after the bot's name, in any chat. One query of a person is worked on at
/// a time: the next one ends it at once. Nothing of it is stored, and nothing of it is owed: Telegram forgets a query
/// within seconds.
/// </summary>
internal sealed class InlineQueries(
    TelegramBot bot,
    InlinePictures pictures,
    IServiceProvider services,
    SketchGate gate,
    IOptions<PictureOptions> options,
    TimeProvider time,
    ILogger<InlineQueries> logger
)
{
    private readonly ConcurrentDictionary<string, Current> typing = new();

    private ISketcher Sketcher => services.GetService<ISketcher>() ?? services.GetRequiredService<RemoteSketcher>();

    /// <summary>Takes a query; returns at once.</summary>
    public void Typed(InlineTyped typed)
    {
        var current = new Current(time.GetTimestamp());
        Current? before = null;
        typing.AddOrUpdate(typed.From.Id, current, (_, old) =>
        {
            before = old;
            return current;
        });
        before?.Cancel();
        var hurry = before is null || time.GetElapsedTime(before.StartedAt) > pictures.Way?.Pause;
        _ = Task.Run(() => RunAsync(typed, current, hurry), CancellationToken.None);
    }

    private async Task RunAsync(InlineTyped typed, Current current, bool hurry)
    {
        try
        {
            if (!hurry && pictures.Way is { } way)
            {
                await Task.Delay(way.Pause, time, current.Token);
            }

            await AnswerAsync(typed, current.Token);
        }
        catch (OperationCanceledException)
        {
            // The next letter came.
        }
        catch (MessengerException exception)
        {
            Log.InlineAnswerRefused(logger, exception.Message);
        }
        catch (Exception exception)
        {
            // The edge of the process for inline queries: the next letter is a new chance.
            Log.InlineFailed(logger, exception);
        }
        finally
        {
            typing.TryRemove(new KeyValuePair<string, Current>(typed.From.Id, current));
            current.Dispose();
        }
    }

    private async Task AnswerAsync(InlineTyped typed, CancellationToken cancellationToken)
    {
        var texts = Texts.For(typed.From.Language);
        if (pictures.Way is not { } way)
        {
            await SayAsync(typed, texts.InlineNotSetUp, cancellationToken);
            return;
        }

        if (RecipeFor(typed) is not { } recipe)
        {
            await SayAsync(typed, texts.InlineDescribe, cancellationToken);
            return;
        }

        if (!await gate.MayAsync(recipe, typed.From, InlineChat.Unknown, cancellationToken))
        {
            await SayAsync(typed, texts.InlineNotDrawn, cancellationToken);
            return;
        }

        var isFirst = typed.Offset.Length == 0;
        var skip = isFirst ? 0 : way.FirstCount;
        var count = isFirst ? Math.Min(way.FirstCount, options.Value.Count) : options.Value.Count;
        IReadOnlyList<EncodedMedia> drawn;
        try
        {
            drawn = [.. (await Sketcher.SketchAsync(recipe with { Count = count }, cancellationToken)).Skip(skip)];
        }
        catch (TimeoutException)
        {
            await SayAsync(typed, texts.InlineTryAgain, cancellationToken);
            return;
        }

        var hosted = drawn.Count > 0 ? await way.HostAsync(drawn, cancellationToken) : [];
        await bot.SendAsync(
            new AnswerInlineQueryRequest
            {
                InlineQueryId = typed.QueryId,
                Results = hosted.Select(
                    (picture, i) =>
                        Result(texts, new InlineResultId(recipe.Seed, skip + i + 1), picture, recipe, typed.Text)
                ),
                CacheTime = 0,
                IsPersonal = true,
                NextOffset = isFirst && way.FirstCount < options.Value.Count ? "more" : "",
            },
            cancellationToken
        );
    }

    /// <summary>One step, and never another model than the one that is loaded anyway; null for what is no prompt
    /// yet.</summary>
    private Recipe? RecipeFor(InlineTyped typed) =>
        CommandParser.Parse(typed.Text, isPrivate: true) is Command.Imagine { Arguments: var arguments }
            ? options.Value.RecipeFor(
                arguments with
                {
                    Model = null,
                    InferenceSteps = 1,
                    Seed = arguments.Seed ?? InlineSeed.For(typed.From.Id, time.GetUtcNow()),
                }
            )
            : null;

    private static InlineQueryResult Result(
        Texts texts,
        InlineResultId id,
        InlinePicture picture,
        Recipe recipe,
        string query
    )
    {
        var (caption, keyboard) = (Texts.InlineCaption(recipe.Prompt), InlineKeyboards.ForResult(texts, query));
        return picture.IsUrl
            ? new InlineQueryResultPhoto(id.ToString(), picture.Reference, picture.Reference)
            {
                PhotoWidth = recipe.Width,
                PhotoHeight = recipe.Height,
                Caption = caption,
                ReplyMarkup = keyboard,
            }
            : new InlineQueryResultCachedPhoto(id.ToString(), picture.Reference)
            {
                Caption = caption,
                ReplyMarkup = keyboard,
            };
    }

    private async Task SayAsync(InlineTyped typed, string text, CancellationToken cancellationToken) =>
        await bot.SendAsync(
            new AnswerInlineQueryRequest
            {
                InlineQueryId = typed.QueryId,
                Results = [],
                CacheTime = 0,
                IsPersonal = true,
                Button = new InlineQueryResultsButton(text) { StartParameter = "inline" },
            },
            cancellationToken
        );

    /// <summary>The query of one person that is being worked on.</summary>
    private sealed class Current : IDisposable
    {
        private readonly CancellationTokenSource cancellation = new();

        public Current(long startedAt) => (StartedAt, Token) = (startedAt, cancellation.Token);

        public long StartedAt { get; }

        public CancellationToken Token { get; }

        public void Cancel()
        {
            try
            {
                cancellation.Cancel();
            }
            catch (ObjectDisposedException)
            {
                // Answered a moment ago.
            }
        }

        public void Dispose() => cancellation.Dispose();
    }
}
