using System.Collections.Frozen;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Flash.Bots.Web;

/// <summary>The page's scripts and styles, inside this assembly. Their address holds a digest of them all, so browsers
/// keep them for ever.</summary>
internal static class EmbeddedAssets
{
    private const string Prefix = "assets/";

    private static readonly FrozenDictionary<string, byte[]> Files = ReadFiles();

    /// <summary>Changes whenever any asset changes; modules import each other relatively and so stay within one
    /// version.</summary>
    public static string Version { get; } = VersionOf(Files);

    public static string Address(string name) =>
        Files.ContainsKey(name)
            ? $"/assets/{Version}/{name}"
            : throw new ArgumentException(
                $"There is no asset '{name}'; there are {string.Join(", ", Files.Keys.Order(StringComparer.Ordinal))}.",
                nameof(name)
            );

    public static void MapEmbeddedAssets(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/assets/{version}/{name}", (string version, string name, HttpResponse response) =>
        {
            if (!Files.TryGetValue(name, out var bytes))
            {
                return Results.NotFound();
            }

            // A page that is older or newer than this process still works, but its files must not be kept under the
            // wrong version.
            response.Headers.CacheControl = version == Version ? "public, max-age=31536000, immutable" : "no-store";
            return Results.Bytes(bytes, MediaTypeOf(name));
        });

    private static FrozenDictionary<string, byte[]> ReadFiles()
    {
        var assembly = typeof(EmbeddedAssets).Assembly;
        return assembly
            .GetManifestResourceNames()
            .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
            .ToFrozenDictionary(
                name => name[Prefix.Length..],
                name =>
                {
                    using var stream = assembly.GetManifestResourceStream(name)!; // just listed
                    var bytes = new byte[stream.Length];
                    stream.ReadExactly(bytes);
                    return bytes;
                },
                StringComparer.Ordinal
            );
    }

    private static string VersionOf(FrozenDictionary<string, byte[]> files)
    {
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (name, bytes) in files.OrderBy(file => file.Key, StringComparer.Ordinal))
        {
            digest.AppendData(System.Text.Encoding.UTF8.GetBytes(name));
            digest.AppendData(bytes);
        }

        return Convert.ToHexStringLower(digest.GetHashAndReset().AsSpan(0, 6));
    }

    private static string MediaTypeOf(string name) =>
        Path.GetExtension(name) switch
        {
            ".js" => "text/javascript; charset=utf-8",
            ".css" => "text/css; charset=utf-8",
            ".svg" => "image/svg+xml",
            ".webmanifest" => "application/manifest+json",
            _ => "application/octet-stream",
        };
}
