using System.Text.Json.Nodes;
using Flash.Bots.Telegram.Tests.Conversations;
using Flash.Testing.BotApi;

namespace Flash.Bots.Telegram.Tests.Ingress;

/// <summary>Updates of every kind in the Bot API, with fields missing, of the wrong type, or absurd. The same ones in
/// every run.</summary>
public sealed class UpdateFuzzTests : IAsyncLifetime
{
    private const int Seed = 20261124;
    private const int Updates = 400;

    private const string Person = """{"id":77,"is_bot":false,"first_name":"F","language_code":"en"}""";
    private const string Chat = """{"id":-1009990001,"type":"supergroup","title":"Fuzz"}""";
    private const string Message =
        """{"message_id":5,"date":1,"from":PERSON,"chat":CHAT,"text":"/help","caption":"x","photo":[{"file_id":"a","file_unique_id":"b","width":3,"height":3}],"reply_to_message":{"message_id":4,"date":1,"chat":CHAT,"from":PERSON,"text":"y"},"entities":[{"type":"bot_command","offset":0,"length":5}],"message_thread_id":3,"is_topic_message":true,"sender_chat":CHAT,"migrate_from_chat_id":-8}""";

    private static readonly (string Kind, string Body)[] Kinds =
    [
        ("message", Message),
        ("edited_message", Message),
        ("channel_post", Message),
        ("edited_channel_post", Message),
        ("business_message", Message),
        ("edited_business_message", Message),
        ("guest_message", Message),
        (
            "callback_query",
            """{"id":"9","from":PERSON,"message":MESSAGE,"inline_message_id":"BAAA1","chat_instance":"1","data":"again:AAAAAAAAAAAAAAAAAAAAAA"}"""
        ),
        ("inline_query", """{"id":"9","from":PERSON,"query":"a boat","offset":"","chat_type":"group"}"""),
        ("chosen_inline_result", """{"result_id":"7:1","from":PERSON,"query":"a boat","inline_message_id":"BAAA2"}"""),
        ("business_connection", """{"id":"1","user":PERSON,"user_chat_id":1,"date":1,"is_enabled":true}"""),
        ("deleted_business_messages", """{"business_connection_id":"1","chat":CHAT,"message_ids":[1]}"""),
        (
            "message_reaction",
            """{"chat":CHAT,"message_id":1,"date":1,"old_reaction":[],"new_reaction":[{"type":"emoji","emoji":"x"}]}"""
        ),
        ("message_reaction_count", """{"chat":CHAT,"message_id":1,"date":1,"reactions":[]}"""),
        ("shipping_query", """{"id":"1","from":PERSON,"invoice_payload":"p","shipping_address":{}}"""),
        ("pre_checkout_query", """{"id":"1","from":PERSON,"currency":"EUR","total_amount":1,"invoice_payload":"p"}"""),
        ("purchased_paid_media", """{"from":PERSON,"paid_media_payload":"p"}"""),
        (
            "poll",
            """{"id":"1","question":"q","options":[],"total_voter_count":0,"is_closed":false,"is_anonymous":true,"type":"regular","allows_multiple_answers":false}"""
        ),
        ("poll_answer", """{"poll_id":"1","user":PERSON,"option_ids":[0]}"""),
        (
            "my_chat_member",
            """{"chat":CHAT,"from":PERSON,"date":1,"old_chat_member":{"status":"left","user":PERSON},"new_chat_member":{"status":"member","user":PERSON}}"""
        ),
        (
            "chat_member",
            """{"chat":CHAT,"from":PERSON,"date":1,"old_chat_member":{"status":"odd"},"new_chat_member":{}}"""
        ),
        ("chat_join_request", """{"chat":CHAT,"from":PERSON,"user_chat_id":1,"date":1}"""),
        ("chat_boost", """{"chat":CHAT,"boost":{}}"""),
        ("removed_chat_boost", """{"chat":CHAT,"boost_id":"1"}"""),
        ("managed_bot", "{}"),
        ("something_of_next_year", """{"id":1}"""),
    ];

    private static readonly string[] OddValues =
    [
        "null",
        "\"\"",
        "0",
        "-1",
        "true",
        "[]",
        "{}",
        "9223372036854775807",
        "1e400",
        "\"\\u0000\"",
        "[[[[]]]]",
        "\"/imagine@\"",
        "\"/\"",
        "\"animate:x:9\"",
    ];

    private readonly TelegramHost host = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task No_update_stops_the_next_one()
    {
        await host.StartAsync(withWorker: false, token: null);
        host.Server.Group(-1009990001);
        var random = new Random(Seed);
        for (var number = 0; number < Updates; number++)
        {
            var (kind, body) = Kinds[number % Kinds.Length];
            var update = JsonNode
                .Parse(
                    body.Replace("MESSAGE", Message, StringComparison.Ordinal)
                        .Replace("CHAT", Chat, StringComparison.Ordinal)
                        .Replace("PERSON", Person, StringComparison.Ordinal)
                )!
                .AsObject();
            for (var change = random.Next(4); change > 0; change--)
            {
                Spoil(update, random);
            }

            host.Server.Updates.AddRaw(
                new JsonObject
                {
                    [kind] = random.Next(30) == 0 ? JsonNode.Parse(OddValues[random.Next(OddValues.Length)]) : update,
                }
            );
        }

        var chat = host.NewPrivateChat();
        chat.Says("/start");
        await host.Server.UntilAsync(() => chat.FromBot.Count == 1 && host.Server.Updates.Waiting == 0, Cancel);

        Assert.StartsWith("Hello!", chat.FromBot[0].Content.Text, StringComparison.Ordinal);
        Assert.Equal(0, await host.CountAsync("SELECT count(*) FROM flash.telegram_updates WHERE attempts > 1"));
    }

    /// <summary>Takes a field away somewhere, or gives it a value that is not expected.</summary>
    private static void Spoil(JsonObject json, Random random)
    {
        var at = json;
        while (true)
        {
            if (at.Count == 0)
            {
                return;
            }

            var name = at.ElementAt(random.Next(at.Count)).Key;
            if (at[name] is JsonObject deeper && random.Next(3) > 0)
            {
                at = deeper;
            }
            else if (random.Next(2) == 0)
            {
                at.Remove(name);
                return;
            }
            else
            {
                at[name] = JsonNode.Parse(OddValues[random.Next(OddValues.Length)]);
                return;
            }
        }
    }
}
