using System.Collections.Concurrent;
using System.Globalization;
using Flash.Testing.BotApi;

namespace Flash.Chaos;

/// <summary>Many people who ask for pictures in chats of their own, a bounded number at a time.</summary>
public sealed class People(BotApiServer server, int seed)
{
    private const int AtATime = 24;
    private const int RequestsEach = 5;
    private const long FirstSeed = 1_000_000;

    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(100);

    private readonly Random random = new(seed);
    private readonly ConcurrentQueue<(BotChat Chat, string Mark, long Asked)> requests = new();
    private readonly ConcurrentDictionary<string, TimeSpan> shown = new();
    private BotChat? chat;
    private long lastMove = TimeProvider.System.GetTimestamp();

    /// <summary>How many requests were made.</summary>
    public int Asked => requests.Count;

    /// <summary>How long each request took, from asking to its picture, shortest first.</summary>
    public IReadOnlyList<TimeSpan> Waits => [.. shown.Values.Order()];

    /// <summary>The longest time in which a person waited and no one got a picture.</summary>
    public TimeSpan LongestStandstill { get; private set; }

    /// <summary>Asks until both <paramref name="least"/> requests were made and <paramref name="length"/> has
    /// passed.</summary>
    public async Task AskAsync(int least, TimeSpan length, CancellationToken cancellationToken)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (Asked < least || (least == 0 && TimeProvider.System.GetElapsedTime(began) < length))
        {
            if (Waiting() < AtATime)
            {
                Ask();
                var pace = least == 0 ? TimeSpan.FromMilliseconds(100) : length * 0.7 / least;
                await Task.Delay(pace * 2 * random.NextDouble(), cancellationToken);
            }
            else
            {
                await Task.Delay(Glance, cancellationToken);
            }
        }
    }

    /// <summary>How many still wait for their picture.</summary>
    public int Waiting()
    {
        var waiting = 0;
        var before = shown.Count;
        foreach (var (asking, mark, asked) in requests)
        {
            if (shown.ContainsKey(mark))
            {
                continue;
            }

            if (Results(asking, mark) > 0)
            {
                shown.TryAdd(mark, TimeProvider.System.GetElapsedTime(asked));
            }
            else
            {
                waiting++;
            }
        }

        var still = TimeProvider.System.GetElapsedTime(lastMove);
        if (waiting == 0 || shown.Count > before)
        {
            lastMove = TimeProvider.System.GetTimestamp();
        }

        LongestStandstill = still > LongestStandstill ? still : LongestStandstill;
        return waiting;
    }

    /// <summary>Requests without a picture, and what their chats show instead.</summary>
    public IReadOnlyList<string> Lost() =>
        [
            .. requests
                .Where(request => Results(request.Chat, request.Mark) == 0)
                .Select(request => $"{request.Mark} was lost; its chat says: {Transcript(request.Chat)}"),
        ];

    /// <summary>Requests whose picture stands in the chat more than once.</summary>
    public IReadOnlyList<string> Doubled() =>
        [
            .. requests
                .Where(request => Results(request.Chat, request.Mark) > 1)
                .Select(request => $"{request.Mark} was shown twice: {Transcript(request.Chat)}"),
        ];

    /// <summary>Messages of the bot that are no result: placeholders whose network took them and never said
    /// so.</summary>
    public int Orphans() =>
        requests.Select(request => request.Chat).Distinct().Sum(asking => asking.FromBot.Count)
        - requests.Sum(request => Results(request.Chat, request.Mark));

    private void Ask()
    {
        if (chat is null || Asked % RequestsEach == 0)
        {
            var id = 50_000 + Asked;
            chat = server.PrivateChat(new BotUser(id, string.Create(CultureInfo.InvariantCulture, $"Person {id}")));
        }

        var number = FirstSeed + Asked;
        var steps = random.Next(1, 3);
        requests.Enqueue(
            (chat, string.Create(CultureInfo.InvariantCulture, $"Seed {number}"), TimeProvider.System.GetTimestamp())
        );
        chat.Says(
            string.Create(
                CultureInfo.InvariantCulture,
                $"/imagine a red boat --count 1 --steps {steps} --seed {number}"
            )
        );
    }

    private static int Results(BotChat asking, string mark) =>
        asking.FromBot.Count(message => message.Content.Caption?.Contains(mark, StringComparison.Ordinal) == true);

    private static string Transcript(BotChat asking) =>
        string.Join(
            " / ",
            asking.FromBot.Select(message =>
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"#{message.Id} {message.Content.Text}{message.Content.Caption}"
                )
            )
        );
}
