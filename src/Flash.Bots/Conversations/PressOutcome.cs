using Flash.Bots.Generations;
using Flash.Bots.Replies;

namespace Flash.Bots.Conversations;

/// <summary>What a press came to: the answer to show, and what there is to post or edit afterwards.</summary>
public sealed record PressOutcome(PressAnswer Answer)
{
    /// <summary>A generation that the press started.</summary>
    public (GenerationId Id, GenerationKind Kind, Recipe Recipe, int Ahead)? Queued { get; init; }

    /// <summary>A generation that the press asked for and a moderator must see first.</summary>
    public (GenerationId Id, Recipe Recipe)? Held { get; init; }

    /// <summary>A generation that the press called off, and the message that shows it.</summary>
    public (AskedGeneration Generation, MessageRef? Message)? Cancelled { get; init; }

    /// <summary>What the message with the button shows from now on.</summary>
    public OutgoingMessage? Shown { get; init; }

    /// <summary>Something to say in a message of its own.</summary>
    public OutgoingMessage? Said { get; init; }

    /// <summary>The message to take away.</summary>
    public MessageRef? Deleted { get; init; }

    /// <summary>The generation that the person wants to see with other words; the words are still to be asked
    /// for.</summary>
    public AskedGeneration? WordsAskedFor { get; init; }

    /// <summary>The picture, 1-based, that the person wants to paint over; what they paint is still to come.</summary>
    public (AskedGeneration Generation, int Index)? PaintAskedFor { get; init; }

    /// <summary>The answer is all that there is to see.</summary>
    public bool IsAnswerOnly =>
        this
            is {
                Queued: null,
                Held: null,
                Cancelled: null,
                Shown: null,
                Said: null,
                Deleted: null,
                WordsAskedFor: null,
                PaintAskedFor: null,
            };

    /// <summary>Nothing was done.</summary>
    public static PressOutcome Refused(string sentence) => new(new PressAnswer(sentence, IsError: true));

    /// <summary>Done, or done before.</summary>
    public static PressOutcome Done(string sentence) => new(new PressAnswer(sentence, IsError: false));
}
