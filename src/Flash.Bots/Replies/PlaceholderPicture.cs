namespace Flash.Bots.Replies;

/// <summary>What a message shows until there is a first preview: 512x512, drawn by
/// <c>Placeholder/draw.cs</c>.</summary>
public static class PlaceholderPicture
{
    private static readonly Lazy<byte[]> Jpeg = new(Load);

    /// <summary>The picture, ready to post.</summary>
    /// <param name="altText">What a screen reader says.</param>
    public static EncodedMedia For(string altText) => new(Jpeg.Value, MediaKind.Jpeg, "waiting.jpg", altText);

    /// <summary>Whether it is this one.</summary>
    public static bool Is(EncodedMedia media) => media.Bytes.Span == Jpeg.Value;

    private static byte[] Load()
    {
        const string name = "Flash.Bots.Replies.Placeholder.waiting.jpg";
        using var stream = typeof(PlaceholderPicture).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException(
                $"The resource {name} is missing from {typeof(PlaceholderPicture).Assembly.GetName().Name}."
            );
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }
}
