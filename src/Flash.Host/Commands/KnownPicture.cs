using System.Globalization;

namespace Flash.Host.Commands;

/// <summary>A generation of the database that a picture may come from.</summary>
/// <param name="Id">The generation.</param>
/// <param name="Kind">Such as <c>imagine</c>.</param>
/// <param name="State">Such as <c>delivered</c>.</param>
/// <param name="Platform">Where it was asked for.</param>
/// <param name="CreatedAt">When.</param>
/// <param name="SameFile">Whether the file is, byte for byte, what was delivered.</param>
internal sealed record KnownPicture(
    Guid Id,
    string Kind,
    string State,
    string Platform,
    DateTimeOffset CreatedAt,
    bool SameFile
)
{
    public override string ToString() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Kind} {Id}, asked on {Platform} at {CreatedAt:yyyy-MM-dd HH:mm:ss} UTC, "
                + $"{State}{(SameFile ? "; byte for byte what was delivered" : "")}"
        );
}
