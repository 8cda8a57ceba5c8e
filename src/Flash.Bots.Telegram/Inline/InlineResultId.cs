using System.Globalization;

namespace Flash.Bots.Telegram.Inline;

/// <summary>What a result's id tells when it is chosen: the seed, and which of its pictures. The words come back with
/// the choice.</summary>
internal readonly record struct InlineResultId(ulong Seed, int Picture)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Seed}:{Picture}");

    public static InlineResultId? Parse(string id) =>
        id.Split(':') is [var seed, var picture]
        && ulong.TryParse(seed, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && int.TryParse(picture, NumberStyles.None, CultureInfo.InvariantCulture, out var index)
            ? new InlineResultId(number, index)
            : null;
}
