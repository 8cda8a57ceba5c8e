using System.Security.Cryptography;
using System.Text.Json;
using Flash.Inference;
using Flash.Inference.Provenance;
using Flash.Testing;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Flash.Host.Tests.Commands;

/// <summary><c>flash verify</c> beside a real database: what it knows of a picture by its metadata, its watermark and
/// its bytes.</summary>
public sealed class VerifyDatabaseTests : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("flash-verify-").FullName;
    private readonly ProvenanceEncoder _encoder = new(Options.Create(new ProvenanceOptions()));
    private PostgresDatabase? _database;

    private static CancellationToken Test => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _database = await PostgresDatabase.CreateAsync(Test);

    public async ValueTask DisposeAsync()
    {
        Directory.Delete(_folder, recursive: true);
        await (_database?.DisposeAsync() ?? ValueTask.CompletedTask);
    }

    [Fact]
    public async Task A_picture_is_found_by_its_metadata_its_watermark_and_its_bytes()
    {
        var (asked, other) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        var whole = _encoder.EncodePng(Picture(), new PictureOrigin(asked, 2));
        await AddAsync(asked, whole);
        await AddAsync(other, [1, 2, 3]);

        // As it was delivered.
        Assert.Equal([(asked, true)], await FoundAsync(whole));

        // Metadata alone: no watermark was written.
        var metadata = new ProvenanceEncoder(Options.Create(new ProvenanceOptions { Watermark = false })).EncodeJpeg(
            Picture(),
            new PictureOrigin(asked, 2)
        );
        Assert.Equal([(asked, false)], await FoundAsync(metadata));

        // Watermark alone: a network has encoded it again and thrown its metadata away.
        var stripped = ImageEncoder.EncodeJpeg(ImageDecoder.Decode(whole), 70);
        Assert.Equal([(asked, false)], await FoundAsync(stripped));

        // Bytes alone: neither was written, the file's hash was kept.
        var plain = ImageEncoder.EncodePng(Picture());
        var unmarked = Guid.CreateVersion7();
        await AddAsync(unmarked, plain);
        Assert.Equal([(unmarked, true)], await FoundAsync(plain));
    }

    [Fact]
    public async Task A_picture_of_another_database_is_not_found_and_still_says_where_it_comes_from()
    {
        var ending = await VerifyAsync(_encoder.EncodePng(Picture(), new PictureOrigin(Guid.CreateVersion7(), 1)));

        Assert.Equal((0, ""), (ending.ExitCode, ending.Errors));
        Assert.Contains("database    knows nothing of it", ending.Output, StringComparison.Ordinal);
        Assert.EndsWith("Metadata and watermark agree.", ending.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_known_is_said_in_a_line_for_people()
    {
        var id = Guid.CreateVersion7();
        var file = _encoder.EncodePng(Picture(), new PictureOrigin(id, 1));
        await AddAsync(id, file);

        var ending = await VerifyAsync(file);

        Assert.Matches(
            $@"database    imagine {id}, asked on telegram at \d{{4}}-\d\d-\d\d \d\d:\d\d:\d\d UTC, delivered; byte for byte what was delivered",
            ending.Output
        );
    }

    [Fact]
    public async Task A_database_that_cannot_be_reached_is_one_sentence()
    {
        var ending = await VerifyAsync(
            _encoder.EncodePng(Picture(), new PictureOrigin(Guid.CreateVersion7(), 1)),
            "Host=127.0.0.1;Port=1;Username=nobody;Database=none;Timeout=2"
        );

        Assert.Equal(1, ending.ExitCode);
        Assert.Matches("^flash: [^\n]+$", ending.Errors);
        Assert.DoesNotContain("   at ", ending.Errors, StringComparison.Ordinal);
    }

    // Drawn by a model: on a picture that is smooth everywhere the mark is too faint to be read.
    private static RgbImage Picture() =>
        ImageDecoder.Decode(
            File.ReadAllBytes(
                Path.Combine(Repository.Root, "tests", "Flash.Inference.Tests", "Provenance", "drawn.jpg")
            )
        );

    private async Task<List<(Guid Id, bool SameFile)>> FoundAsync(byte[] file)
    {
        var ending = await VerifyAsync(file, null, "--json");
        Assert.Equal((0, ""), (ending.ExitCode, ending.Errors));
        using var report = JsonDocument.Parse(ending.Output);
        return
        [
            .. report
                .RootElement.GetProperty("database")
                .EnumerateArray()
                .Select(known => (known.GetProperty("id").GetGuid(), known.GetProperty("sameFile").GetBoolean())),
        ];
    }

    private async Task<(int ExitCode, string Output, string Errors)> VerifyAsync(
        byte[] file,
        string? connectionString = null,
        params string[] more
    )
    {
        var path = Path.Combine(_folder, "picture");
        await File.WriteAllBytesAsync(path, file, Test);
        var settings = new Dictionary<string, string>
        {
            ["ConnectionStrings__Flash"] = connectionString ?? _database!.ConnectionString,
        }; // set before every test
        return await FlashProcess.RunAsync(settings, Test, ["verify", path, .. more]);
    }

    private async Task AddAsync(Guid id, byte[] file)
    {
        await using var database = NpgsqlDataSource.Create(_database!.ConnectionString); // set before every test
        await using var command = database.CreateCommand(
            """
            WITH person AS (INSERT INTO flash.users (platform, external_id, name) VALUES ('telegram', @key, 'Ada') RETURNING id),
            room AS (INSERT INTO flash.chats (platform, external_id, is_private) VALUES ('telegram', @key, true) RETURNING id),
            asked AS (
                INSERT INTO flash.generations (id, kind, user_id, chat_id, idempotency_key, prompt, recipe, state, reply_address)
                SELECT @id, 'imagine', person.id, room.id, @key, 'a red boat', '{}', 'delivered', '{}' FROM person, room RETURNING id)
            INSERT INTO flash.pictures (generation_id, index, width, height, sha256, thumbnail) SELECT id, 1, 256, 256, @sha256, '' FROM asked
            """
        );
        command.Parameters.AddWithValue("id", id);
        command.Parameters.AddWithValue("key", id.ToString());
        command.Parameters.AddWithValue("sha256", SHA256.HashData(file));
        await command.ExecuteNonQueryAsync(Test);
    }
}
