using Flash.Testing.BotApi;

namespace Flash.Bots.Telegram.Tests.Conversations;

/// <summary>What a group rules for itself, over the Bot API.</summary>
public sealed class GroupRulesTests(TelegramHost host) : IClassFixture<TelegramHost>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private BotApiServer Server => host.Server;

    [Fact]
    public async Task An_admin_rules_out_words_and_whoever_asks_for_one_is_told()
    {
        var group = Server.Group(-9_701);
        var (admin, bob) = (TelegramHost.NewPerson(), TelegramHost.NewPerson());
        group.Administrators[admin.Id] = true;

        group.Says("/settings words boat", bob);
        await SaidAsync("Only admins");
        group.Says("/settings words zeppelin, gun", admin);
        await SaidAsync("Not drawn here: zeppelin, gun");
        group.Says("/imagine a G.U.N on a table", bob);
        var refusal = await SaidAsync("does not want “G.U.N”");
        Assert.DoesNotContain("zeppelin", refusal.Content.Text, StringComparison.Ordinal);

        group.Says("/imagine a boat --count 1 --seed 1", bob);
        await Server.UntilAsync(() => group.FromBot[^1].Content.File is not null, Cancel);

        async Task<BotMessage> SaidAsync(string words)
        {
            await Server.UntilAsync(() => Find() is not null, Cancel);
            return Find()!;

            BotMessage? Find() =>
                group.FromBot.FirstOrDefault(message =>
                    message.Content.Text?.Contains(words, StringComparison.Ordinal) == true
                );
        }
    }
}
