using Flash.Bots.Generations;
using Flash.Bots.Replies;

namespace Flash.Bots.Web.Tests.Playground;

/// <summary>Messages as a worker would post them.</summary>
internal static class Samples
{
    /// <summary>A whole JPEG file of 2x1 pixels.</summary>
    public static readonly byte[] Jpeg = Convert.FromBase64String(
        "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAAgGBgcGBQgHBwcJCQgKDBQNDAsLDBkSEw8UHRofHh0aHBwgJC4nICIsIxwcKDcpLDAxNDQ0Hyc5PTgyPC4zNDL/wAALCAABAAIBAREA/8QAHwAAAQUBAQEBAQEAAAAAAAAAAAECAwQFBgcICQoL/8QAtRAAAgEDAwIEAwUFBAQAAAF9AQIDAAQRBRIhMUEGE1FhByJxFDKBkaEII0KxwRVS0fAkM2JyggkKFhcYGRolJicoKSo0NTY3ODk6Q0RFRkdISUpTVFVWV1hZWmNkZWZnaGlqc3R1dnd4eXqDhIWGh4iJipKTlJWWl5iZmqKjpKWmp6ipqrKztLW2t7i5usLDxMXGx8jJytLT1NXW19jZ2uHi4+Tl5ufo6erx8vP09fb3+Pn6/9oACAEBAAA/APf6KKK//9k="
    );

    /// <summary>The beginning of a PNG file of 640x360 pixels.</summary>
    public static readonly byte[] PngHeader = Convert.FromHexString(
        "89504E470D0A1A0A0000000D494844520000028000000168080200000000000000"
    );

    /// <summary>The beginning of a GIF file of 256x192 pixels.</summary>
    public static readonly byte[] GifHeader = [.. "GIF89a"u8, 0, 1, 192, 0, 0, 0, 0];

    public static OutgoingMessage Text(string text) => new() { Text = text };

    public static OutgoingMessage Pictures(string prompt, params byte[][] files) =>
        new()
        {
            Text = prompt,
            Media =
            [
                .. files.Select(
                    (bytes, index) => new EncodedMedia(bytes, MediaKind.Jpeg, $"flash-{index + 1}.jpg", prompt)
                ),
            ],
            Buttons =
            [
                [new Button("Animate 1", new ButtonAction(ButtonVerb.Animate, Generation, 1))],
                [new Button("Again", new ButtonAction(ButtonVerb.Again, Generation))],
            ],
        };

    public static GenerationId Generation { get; } = new(new Guid("0193a1b2-c3d4-7e5f-8a6b-7c8d9e0f1a2b"));
}
