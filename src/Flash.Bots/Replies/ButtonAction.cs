using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Flash.Bots.Generations;

namespace Flash.Bots.Replies;

/// <summary>
/// What pressing a button means: a verb, a generation and a picture of it. Nothing else travels in a button, so buttons
/// work for ever, after restarts and on every machine, and a forged one can name only what the database then checks.
/// </summary>
/// <param name="Verb">What to do.</param>
/// <param name="Generation">The generation the button stands under.</param>
/// <param name="PictureIndex">1-based picture, or null where the verb means all of them.</param>
public sealed record ButtonAction(ButtonVerb Verb, GenerationId Generation, int? PictureIndex = null)
{
    /// <summary>Longest code, in bytes; Telegram allows 64.</summary>
    public const int MaxLength = 48;

    /// <summary>The code a network carries: <c>animate:{22 base64url characters}:2</c>, always below <see
    /// cref="MaxLength"/> ASCII bytes.</summary>
    public string ToCode()
    {
        var id = Base64Url.EncodeToString(Generation.Value.ToByteArray());
        var verb = Verb.ToString().ToLowerInvariant();
        return PictureIndex is { } index
            ? string.Create(CultureInfo.InvariantCulture, $"{verb}:{id}:{index}")
            : $"{verb}:{id}";
    }

    /// <summary>Reads a code; false for anything that <see cref="ToCode"/> could not have written. Never throws: codes
    /// come from strangers.</summary>
    public static bool TryParse([NotNullWhen(true)] string? code, [NotNullWhen(true)] out ButtonAction? action)
    {
        action = null;
        if (code is null || code.Length > MaxLength)
        {
            return false;
        }

        var parts = code.Split(':');
        if (
            parts.Length is < 2 or > 3
            || parts[1].Length != 22
            || !Base64Url.IsValid(parts[1])
            || parts[0].Any(c => c is < 'a' or > 'z')
            || !Enum.TryParse<ButtonVerb>(parts[0], ignoreCase: true, out var verb)
        )
        {
            return false;
        }

        int? index = null;
        if (parts.Length == 3)
        {
            if (
                !int.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out var value)
                || value is < 1 or > 8
            )
            {
                return false;
            }

            index = value;
        }

        action = new ButtonAction(verb, new GenerationId(new Guid(Base64Url.DecodeFromChars(parts[1]))), index);
        return true;
    }
}

/// <summary>What a button does.</summary>
public enum ButtonVerb
{
    /// <summary>Turn one picture into a looping GIF.</summary>
    Animate,

    /// <summary>The same prompt with a new seed.</summary>
    Again,

    /// <summary>Stop a generation that has not finished.</summary>
    Cancel,

    /// <summary>Pictures that resemble one picture.</summary>
    Vary,

    /// <summary>One picture at twice its size, as a file.</summary>
    Enlarge,

    /// <summary>The same seed with other words, which the person is asked for.</summary>
    Edit,

    /// <summary>Take the message away; for the person who asked.</summary>
    Delete,

    /// <summary>The pictures again that stood in the message before one of them moved.</summary>
    Back,

    /// <summary>What else can be made of one picture, in place of the buttons.</summary>
    Choices,

    /// <summary>The usual buttons again.</summary>
    Fewer,

    /// <summary>Pictures that resemble one picture closely.</summary>
    Subtle,

    /// <summary>What one picture shows, drawn from the beginning.</summary>
    Strong,

    /// <summary>One picture from further away.</summary>
    ZoomOut,

    /// <summary>What lies to the left of one picture; likewise the others.</summary>
    PanLeft,
    PanRight,
    PanUp,
    PanDown,

    /// <summary>What the pictures were made from.</summary>
    Undo,

    /// <summary>A part of one picture that is painted over, with other words.</summary>
    Paint,

    /// <summary>The picture of an animation, moving in another way: which one says the number.</summary>
    Motion,

    /// <summary>One picture at four times its size, as a file.</summary>
    Fourfold,

    /// <summary>One of the two pictures of an arena is the better one: which one says the number.</summary>
    Vote,
}

/// <summary>What the verbs have in common.</summary>
public static class ButtonVerbs
{
    /// <summary>It stands in a row of others for the same picture, so that only its sign tells them apart.</summary>
    public static bool IsOneOfMany(this ButtonVerb verb) =>
        verb
            is ButtonVerb.ZoomOut
                or ButtonVerb.PanLeft
                or ButtonVerb.PanRight
                or ButtonVerb.PanUp
                or ButtonVerb.PanDown;

    /// <summary>It opens a page to paint on; networks that cannot open one leave the button out.</summary>
    public static bool OpensPage(this ButtonVerb verb) => verb is ButtonVerb.Paint;

    /// <summary>What follows a press is a message of its own.</summary>
    public static bool LeadsToMessage(this ButtonVerb verb) =>
        verb
            is ButtonVerb.Animate
                or ButtonVerb.Again
                or ButtonVerb.Vary
                or ButtonVerb.Enlarge
                or ButtonVerb.Subtle
                or ButtonVerb.Strong
                or ButtonVerb.ZoomOut
                or ButtonVerb.PanLeft
                or ButtonVerb.PanRight
                or ButtonVerb.PanUp
                or ButtonVerb.PanDown
                or ButtonVerb.Undo
                or ButtonVerb.Motion
                or ButtonVerb.Fourfold;
}
