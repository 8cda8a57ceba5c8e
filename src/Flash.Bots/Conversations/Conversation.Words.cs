using Flash.Bots.Commands;
using Flash.Bots.Generations;
using Flash.Bots.Preferences;
using Flash.Bots.Replies;

namespace Flash.Bots.Conversations;

// What is said about pictures that are there: a press in words, or other words for them.
public sealed partial class Conversation
{
    private Task AnswerAsync(
        IncomingMessage message,
        Command command,
        Preference preference,
        CancellationToken cancellationToken
    ) =>
        command is Command.Imagine imagine
            ? _imagining.DrawAsync(message, imagine.Arguments, preference, before: null, cancellationToken)
        : PictureCommands.Takes(command) ? _pictures.DoAsync(message, command, preference, cancellationToken)
        : _answering.AnswerAsync(message, command, cancellationToken);

    private async Task RewordAsync(
        IncomingMessage message,
        AskedGeneration generation,
        bool isLast,
        CancellationToken cancellationToken
    )
    {
        var wish = PictureWish.Read(message.Text);
        if (wish is { Change: null, Kind: not PictureWishKind.Inpaint })
        {
            await PressAsync(message, generation, wish, cancellationToken);
            return;
        }

        var said = wish?.Change is { } change ? message with { Text = change } : message;
        var outcome = wish?.Area is { } area
            ? await _inpaintings.SubmitAsync(
                message,
                generation,
                wish.Picture ?? 1,
                new PictureRegion(area),
                wish.Words,
                cancellationToken
            )
            : await _words.SubmitAsync(said, generation, wish?.Picture, isLast, cancellationToken);
        if (outcome.Answer.IsError)
        {
            await _answering.SayAsync(message, outcome.Answer.Text, cancellationToken);
        }
        else
        {
            await _followUp.PostAsync(message.Texts, outcome, message.ReplyTo, cancellationToken);
        }
    }

    // "enlarge 2" is a press on that button.
    private async Task PressAsync(
        IncomingMessage message,
        AskedGeneration generation,
        PictureWish wish,
        CancellationToken cancellationToken
    )
    {
        var count = generation.Recipe.Count;
        if (wish.Picture == PictureWish.Last)
        {
            wish = wish with { Picture = count };
        }

        if (wish.Picture is < 1 || wish.Picture > count || (wish.IsAll && count > 1))
        {
            await _answering.SayAsync(message, message.Texts.WhichPicture(count), cancellationToken);
            return;
        }

        // "undo undo": the change before the last.
        for (
            var i = 1;
            i < wish.Times
                && generation.Parent is { } parent
                && await _words.FindAsync(message.Chat, parent.Id, cancellationToken) is { Parent: not null } before;
            i++
        )
        {
            generation = before;
        }

        var press = message.PressOn(wish.ButtonOf(generation.Id)) with { Said = wish };
        var outcome = await _presses.DecideAsync(press, cancellationToken);
        if (outcome.Answer.IsError || outcome.IsAnswerOnly)
        {
            await _answering.SayAsync(message, outcome.Answer.Text, cancellationToken);
        }
        else
        {
            await _followUp.DoAsync(press, outcome, cancellationToken);
        }
    }
}
