using Flash.Bots.Audit;
using Flash.Bots.Moderation.Cards;
using Flash.Bots.Replies;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace Flash.Bots.Tests.Audit;

/// <summary>Checkpoints that stand in the moderators' chat: how often, and whether they convict when they are copied
/// from there.</summary>
public sealed class CopiedCheckpointTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_checkpoint_copied_from_a_chat_convicts_whoever_cut_off_the_end()
    {
        await using var log = await SealedLog.CreateAsync(20);
        var checkpoint = await log.Checkpoints.WriteAsync(log.Witnesses, Cancelled);
        var key = (await File.ReadAllTextAsync(Path.Combine(log.Folder, AuditKeys.PublicFile), Cancelled)).Trim();

        // As a phone breaks lines, with what stood around it.
        var copied =
            $"[12:00] Flash: Checkpoint…\n{checkpoint!.ToText().Replace(" ", "\n ", StringComparison.Ordinal)}\n{AuditCheckpoint.KeyText(key)} 👍";
        var (found, copiedKey) = AuditCheckpoint.Find(copied);
        await log.TamperAsync("DELETE FROM flash.audit_log WHERE sequence > 15");

        // Signed to the millisecond, like the copy.
        Assert.Equal(
            (checkpoint.Sequence, checkpoint.Hash, checkpoint.Signature),
            Assert.Single(found) switch
            {
                var f => (f.Sequence, f.Hash, f.Signature),
            }
        );
        Assert.Equal(key, copiedKey);
        var report = await new AuditVerifier(log.Databases).VerifyAsync(
            found,
            AuditKeys.LoadPublic(copiedKey!),
            Cancelled
        );
        Assert.Equal(AuditFault.Truncated, Assert.Single(report.Findings).Fault);
    }

    [Theory]
    [InlineData("")]
    [InlineData("flash-checkpoint 1 7 abc 5 def")]
    [InlineData("flash-checkpoint 2 7 {hash} 5 {hash}{hash}")]
    [InlineData("flash-checkpoint 1 7 {hash} 5 {hash}{hash}0")]
    public void What_is_no_checkpoint_is_not_taken_for_one(string text) =>
        Assert.Empty(
            AuditCheckpoint.Find(text.Replace("{hash}", new string('a', 64), StringComparison.Ordinal)).Checkpoints
        );

    [Fact]
    public async Task A_chat_sees_one_in_each_interval_however_many_processes_there_are_and_at_once_after_a_failure()
    {
        await using var log = await SealedLog.CreateAsync(3);
        var checkpoint = (await log.Checkpoints.WriteAsync(log.Witnesses, Cancelled))!;
        var time = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        var witnessed = new WitnessedCheckpoints(
            log.Databases,
            Options.Create(new AuditOptions { WitnessInterval = TimeSpan.FromHours(6) }),
            time
        );
        var chat = new ModeratorChat(Platform.Telegram, "-5", new TelegramReply(-5, IsGroup: true));

        var claims = await Task.WhenAll(
            Enumerable.Range(0, 5).Select(_ => witnessed.ClaimAsync(chat, checkpoint, Cancelled))
        );
        Assert.Single(claims, claim => claim);
        time.Advance(TimeSpan.FromHours(5));
        Assert.False(await witnessed.ClaimAsync(chat, checkpoint, Cancelled));
        await witnessed.GiveBackAsync(chat, Cancelled);
        Assert.True(await witnessed.ClaimAsync(chat, checkpoint, Cancelled));
        time.Advance(TimeSpan.FromHours(6));
        Assert.True(await witnessed.ClaimAsync(chat, checkpoint, Cancelled));
    }
}
