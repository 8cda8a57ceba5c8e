using Flash.Testing;

namespace Flash.Inference.Tests;

/// <summary>Pictures of the repository, by name: those of <c>Pictures/</c> (a photograph, and what the authors of the
/// super-resolution networks made of it), and the documentation's.</summary>
internal static class TestPicture
{
    private static readonly string[] Folders =
    [
        "tests/Flash.Inference.Tests/Pictures",
        "tests/Flash.Inference.Tests/Provenance",
        "docs/images",
    ];

    public static RgbImage Load(string name) =>
        ImageDecoder.Decode(
            File.ReadAllBytes(Folders.Select(folder => Path.Combine(Repository.Root, folder, name)).First(File.Exists))
        );
}
