using System.Text.Json.Nodes;
using Flash.Bots.Audit;
using Flash.Bots.Moderation;
using Flash.Bots.Moderation.Policy;
using Flash.Bots.Privacy;
using Flash.Bots.Tests.Conversations;
using Flash.Testing;
using Npgsql;
using Org.BouncyCastle.Math.EC.Rfc8032;

namespace Flash.Bots.Tests.Moderation.Policy;

/// <summary>What is preserved for a report outlives an erasure, and leaves in one signed file.</summary>
public sealed class EvidenceTests
{
    private static readonly Moderator Ada = new("flash", "ada", "Ada", ModeratorRole.Admin);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_outlives_an_erasure_is_nowhere_in_the_open_and_is_exported_signed()
    {
        await using var database = await PostgresDatabase.CreateAsync(Cancelled);
        var folder = Directory.CreateTempSubdirectory("flash-evidence-").FullName;
        await using var chat = new TestChat(
            database.ConnectionString,
            ("Flash:Personal:MasterKey", new string('5', 64)),
            ("Flash:Audit:Folder", folder)
        );
        var id = await chat.DrawnAsync();
        var store = chat.Get<EvidenceStore>();
        Assert.Null(
            await store.PreserveAsync(Flash.Bots.Generations.GenerationId.New(TimeProvider.System), "x", Ada, Cancelled)
        );

        var number = (await store.PreserveAsync(id, "A report to the police.", Ada, Cancelled))!.Value;
        await chat.Get<PersonalData>().EraseAsync(chat.Me.Platform, chat.Me.Id, Ada, Cancelled);

        await using var dataSource = NpgsqlDataSource.Create(database.ConnectionString);
        await using var box = dataSource.CreateCommand("SELECT encode(box, 'escape') FROM flash.evidence");
        Assert.DoesNotContain("red boat", (string)(await box.ExecuteScalarAsync(Cancelled))!, StringComparison.Ordinal);
        var file = JsonNode.Parse((await store.ExportAsync(number, Ada, Cancelled))!)!;
        Assert.Equal("a red boat", (string?)file["statement"]!["content"]!["request"]!["prompt"]);
        Assert.Equal(chat.Me.Id, (string?)file["statement"]!["content"]!["request"]!["person"]!["id"]);
        Assert.Equal("Ada", (string?)file["statement"]!["exportedBy"]);
        var (signed, signature) = (
            Convert.FromBase64String((string)file["signed"]!),
            Convert.FromHexString((string)file["signature"]!)
        );
        var key = AuditKeys.LoadPublic((string)file["publicKey"]!);
        Assert.True(key.Verify(Ed25519.Algorithm.Ed25519, null, signed, 0, signed.Length, signature, 0));
        Assert.Equal(file["statement"]!.ToJsonString(), JsonNode.Parse(signed)!.ToJsonString());
        Assert.Equal("flash.evidence:exported", "flash." + (await ActionsAsync(dataSource))[^1].Replace('.', ':'));

        Assert.True(await store.ReleaseAsync(number, Ada, Cancelled));
        Assert.False(await store.ReleaseAsync(number, Ada, Cancelled));
        Assert.Null(await store.ExportAsync(number, Ada, Cancelled));
        Assert.Equal(
            ("Ada", "A report to the police."),
            Assert.Single(await store.ListAsync(Cancelled)) switch
            {
                var one => (one.ReleasedBy, one.Reason),
            }
        );
        Directory.Delete(folder, recursive: true);
    }

    private static async Task<List<string>> ActionsAsync(NpgsqlDataSource dataSource)
    {
        await using var command = dataSource.CreateCommand("SELECT action FROM flash.audit_log ORDER BY id");
        await using var row = await command.ExecuteReaderAsync(Cancelled);
        var actions = new List<string>();
        while (await row.ReadAsync(Cancelled))
        {
            actions.Add(row.GetString(0));
        }

        return actions;
    }
}
