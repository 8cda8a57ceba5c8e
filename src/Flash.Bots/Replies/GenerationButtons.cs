using System.Globalization;
using Flash.Bots.Generations;

namespace Flash.Bots.Replies;

/// <summary>The buttons below a generation's message, by how far it has come. Adapters lay the rows out within their
/// network's limits.</summary>
public static class GenerationButtons
{
    /// <summary>While it waits or is being worked on.</summary>
    public static IReadOnlyList<IReadOnlyList<Button>> Unfinished(Texts texts, GenerationId id) =>
        [
            [new Button(texts.CancelButton, new ButtonAction(ButtonVerb.Cancel, id))],
        ];

    /// <summary>While pictures are being drawn: what can be done about it, and, not to be pressed yet, what can be done
    /// with them.</summary>
    public static IReadOnlyList<IReadOnlyList<Button>> Drawing(Texts texts, GenerationId id, int count) =>
        [
            .. Unfinished(texts, id),
            .. Drawn(texts, id, count).Select(row => row.Select(button => button with { IsDisabled = true }).ToArray()),
        ];

    /// <summary>
    /// Below delivered pictures. Several: three short rows, each what can be done with one of them and, at its end,
    /// with all. One: a row for it, and a row for its words.
    /// </summary>
    /// <param name="texts">In which language.</param>
    /// <param name="id">The generation.</param>
    /// <param name="count">How many pictures.</param>
    /// <param name="seed">To copy, where the network's buttons can; null for no such button.</param>
    public static IReadOnlyList<IReadOnlyList<Button>> Drawn(
        Texts texts,
        GenerationId id,
        int count,
        ulong? seed = null
    )
    {
        Button[] copy = seed is { } number
            ? [new Button(texts.SeedButton, "") { CopyText = number.ToString(CultureInfo.InvariantCulture) }]
            : [];
        var (again, edit, delete) = (
            new Button(texts.AgainButton, new ButtonAction(ButtonVerb.Again, id)),
            new Button(texts.EditButton, new ButtonAction(ButtonVerb.Edit, id)),
            new Button(texts.DeleteButton, new ButtonAction(ButtonVerb.Delete, id))
        );
        var animate = PerPicture(ButtonVerb.Animate, texts.AnimateButton, id, count);
        var vary = PerPicture(ButtonVerb.Choices, texts.VaryButton, id, count);
        var enlarge = PerPicture(ButtonVerb.Enlarge, texts.EnlargeButton, id, count);
        return count == 1
            ?
            [
                [.. animate, .. vary, .. enlarge],
                [again, edit, delete, .. copy],
            ]
            :
            [
                [.. animate, again],
                [.. vary, edit],
                [.. enlarge, delete, .. copy],
            ];
    }

    /// <summary>What else can be made of one of the pictures, in place of <see cref="Drawn"/>.</summary>
    /// <param name="texts">In which language.</param>
    /// <param name="id">The generation.</param>
    /// <param name="index">Which picture, 1-based.</param>
    /// <param name="hasParent">The pictures were made from others, which can be brought back.</param>
    public static IReadOnlyList<IReadOnlyList<Button>> Choices(Texts texts, GenerationId id, int index, bool hasParent)
    {
        Button Of(ButtonVerb verb, string label) => new(label, new ButtonAction(verb, id, index));
        return
        [
            [
                Of(ButtonVerb.Subtle, texts.SubtleButton),
                Of(ButtonVerb.Strong, texts.StrongButton),
                Of(ButtonVerb.Fourfold, texts.FourfoldButton),
            ],
            [
                Of(ButtonVerb.ZoomOut, texts.ZoomOutButton),
                Of(ButtonVerb.PanLeft, texts.PanLeftButton),
                Of(ButtonVerb.PanRight, texts.PanRightButton),
                Of(ButtonVerb.PanUp, texts.PanUpButton),
                Of(ButtonVerb.PanDown, texts.PanDownButton),
            ],
            [
                .. hasParent
                    ? (Button[])[new Button(texts.UndoChangeButton, new ButtonAction(ButtonVerb.Undo, id))]
                    : [],
                Of(ButtonVerb.Paint, texts.PaintButton),
                new Button(texts.FewerButton, new ButtonAction(ButtonVerb.Fewer, id)),
            ],
        ];
    }

    /// <summary>Below an enlargement: the same picture larger still, where it is twice as large.</summary>
    /// <param name="texts">In which language.</param>
    /// <param name="id">The generation.</param>
    /// <param name="isInline">As for <see cref="Followed"/>.</param>
    /// <param name="enlargement">As in its recipe.</param>
    /// <param name="index">Which picture it shows, 1-based.</param>
    public static IReadOnlyList<IReadOnlyList<Button>> Enlarged(
        Texts texts,
        GenerationId id,
        bool isInline,
        int? enlargement,
        int index
    ) =>
        isInline || enlargement is not null
            ? Followed(texts, id, isInline)
            :
            [
                [new Button(texts.FourfoldButton, new ButtonAction(ButtonVerb.Fourfold, id, index))],
                .. Followed(texts, id, isInline),
            ];

    /// <summary>Below what was made of one picture: an animation, an enlargement.</summary>
    /// <param name="texts">In which language.</param>
    /// <param name="id">The generation.</param>
    /// <param name="isInline">It stands in the place of the pictures, in a message that no one but its poster can
    /// delete.</param>
    public static IReadOnlyList<IReadOnlyList<Button>> Followed(Texts texts, GenerationId id, bool isInline) =>
        [
            isInline
                ? [new Button(texts.BackButton, new ButtonAction(ButtonVerb.Back, id))]
                :
                [
                    new Button(texts.AgainButton, new ButtonAction(ButtonVerb.Again, id)),
                    new Button(texts.DeleteButton, new ButtonAction(ButtonVerb.Delete, id)),
                ],
        ];

    /// <summary>Below an animation: the same picture moving in other ways.</summary>
    /// <param name="texts">In which language.</param>
    /// <param name="id">The generation.</param>
    /// <param name="isInline">As for <see cref="Followed"/>.</param>
    /// <param name="motion">How it moves now.</param>
    public static IReadOnlyList<IReadOnlyList<Button>> Animated(
        Texts texts,
        GenerationId id,
        bool isInline,
        Motion? motion
    ) =>
        isInline
            ? Followed(texts, id, isInline)
            :
            [
                .. MotionChoices
                    .All.Index()
                    .Where(choice => choice.Item.Of(motion) != motion)
                    .Select(choice => new Button(
                        texts[choice.Item.Text],
                        new ButtonAction(ButtonVerb.Motion, id, choice.Index + 1)
                    ))
                    .Chunk(MotionsInRow),
                .. Followed(texts, id, isInline),
            ];

    private const int MotionsInRow = 4;

    /// <summary>Below an arena.</summary>
    public static IReadOnlyList<IReadOnlyList<Button>> Arena(Texts texts, GenerationId id) =>
        [
            [
                new Button(texts.VoteButton(1), new ButtonAction(ButtonVerb.Vote, id, 1)),
                new Button(texts.VoteButton(2), new ButtonAction(ButtonVerb.Vote, id, 2)),
            ],
            .. Told(texts, id),
        ];

    /// <summary>Below what only tells something about pictures.</summary>
    public static IReadOnlyList<IReadOnlyList<Button>> Told(Texts texts, GenerationId id) =>
        [
            [new Button(texts.DeleteButton, new ButtonAction(ButtonVerb.Delete, id))],
        ];

    /// <summary>Below one that was cancelled or failed.</summary>
    public static IReadOnlyList<IReadOnlyList<Button>> Ended(Texts texts, GenerationId id, GenerationKind kind) =>
        kind.MakesPictures()
            ?
            [
                [
                    new Button(texts.AgainButton, new ButtonAction(ButtonVerb.Again, id)),
                    new Button(texts.DeleteButton, new ButtonAction(ButtonVerb.Delete, id)),
                ],
            ]
            : [];

    private static IReadOnlyList<Button> PerPicture(ButtonVerb verb, string label, GenerationId id, int count) =>
        [
            .. Enumerable
                .Range(1, count)
                .Select(index => new Button(
                    count == 1 ? label : string.Create(CultureInfo.InvariantCulture, $"{label} {index}"),
                    new ButtonAction(verb, id, index)
                )),
        ];
}
