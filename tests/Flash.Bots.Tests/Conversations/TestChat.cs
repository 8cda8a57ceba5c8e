using Flash.Bots.Conversations;
using Flash.Bots.Generations;
using Flash.Bots.Replies;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Flash.Bots.Tests.Conversations;

/// <summary>Flash as it is registered, on a real database, and one person in one chat with it.</summary>
internal sealed class TestChat : IAsyncDisposable
{
    private readonly ServiceProvider services;
    private readonly long chatId = Random.Next(1, int.MaxValue);
    private int deliveries;

    private static readonly Random Random = new(1_977);

    public TestChat(string connectionString, params (string Key, string Value)[] settings)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(settings.ToDictionary(s => s.Key, s => (string?)s.Value))
            .AddInMemoryCollection([new("ConnectionStrings:Flash", connectionString)])
            .Build();
        services = new ServiceCollection()
            .AddSingleton<IConfiguration>(configuration)
            .AddLogging()
            .AddSingleton<IMessenger>(Messenger)
            .AddFlashBots()
            .BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });
        Me = new Person(Platform.Telegram, $"person-{Guid.NewGuid():N}", "Ada");
        Here = new Chat(Platform.Telegram, $"chat-{Guid.NewGuid():N}", null, IsPrivate: true);
    }

    public RecordingMessenger Messenger { get; } = new();

    public Person Me { get; }

    public Chat Here { get; }

    public Conversation Conversation => Get<Conversation>();

    public IReadOnlyList<string> Texts => [.. Messenger.Posted.Select(post => post.Message.Text)];

    public T Get<T>()
        where T : notnull => services.GetRequiredService<T>();

    public IncomingMessage Message(string text) =>
        new()
        {
            IdempotencyKey = $"{Me.Id}:{Interlocked.Increment(ref deliveries)}",
            From = Me,
            Chat = Here,
            Text = text,
            ReplyTo = new TelegramReply(chatId),
        };

    public Task SayAsync(string text) => Conversation.HandleAsync(Message(text), TestContext.Current.CancellationToken);

    public ButtonPress Press(string code) =>
        new()
        {
            IdempotencyKey = $"{Me.Id}:press:{Interlocked.Increment(ref deliveries)}",
            From = Me,
            Chat = Here,
            Code = code,
            ReplyTo = new TelegramReply(chatId),
        };

    public Task<PressAnswer> PressAsync(
        ButtonAction action,
        Person? by = null,
        Chat? where = null,
        string? key = null
    ) => PressAsync(action.ToCode(), by, where, key);

    public async Task<PressAnswer> PressAsync(string code, Person? by = null, Chat? where = null, string? key = null)
    {
        var press = Press(code);
        press = press with { From = by ?? Me, Chat = where ?? Here, IdempotencyKey = key ?? press.IdempotencyKey };
        var answers = new List<PressAnswer>();
        await Conversation.PressAsync(
            press,
            (answer, _) =>
            {
                answers.Add(answer);
                return Task.CompletedTask;
            },
            TestContext.Current.CancellationToken
        );
        var answer = Assert.Single(answers);
        Assert.InRange(answer.Text.Length, 1, 200);
        return answer;
    }

    /// <summary>The generations of this person, oldest first.</summary>
    public async Task<IReadOnlyList<GenerationId>> GenerationsAsync()
    {
        var ids = new List<GenerationId>();
        await using var command = Get<NpgsqlDataSource>()
            .CreateCommand(
                $"SELECT g.id FROM flash.generations g JOIN flash.users u ON u.id = g.user_id WHERE u.external_id = '{Me.Id}' ORDER BY g.id"
            );
        await using var reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        while (await reader.ReadAsync(TestContext.Current.CancellationToken))
        {
            ids.Add(new GenerationId(reader.GetGuid(0)));
        }

        return ids;
    }

    /// <summary>Asks for pictures and has them delivered.</summary>
    public async Task<GenerationId> DrawnAsync()
    {
        await SayAsync("/imagine a red boat");
        var id = (await GenerationsAsync())[^1];
        await DeliverAsync(id);
        return id;
    }

    /// <summary>Has what was asked for delivered.</summary>
    public async Task DeliverAsync(GenerationId id)
    {
        var store = Get<GenerationStore>();
        var claim = await store.ClaimAsync(id, TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
        Assert.True(await store.MarkDeliveredAsync(id, claim!.Epoch, [], "abc", TestContext.Current.CancellationToken));
    }

    public ValueTask DisposeAsync() => services.DisposeAsync();
}
