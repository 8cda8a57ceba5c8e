using System.Security.Cryptography;
using System.Text;
using Flash.Bots.Conversations;
using Flash.Bots.Replies;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace Flash.Bots.Web.Tests.Browser;

/// <summary>What the tests of the console do outside of it.</summary>
internal static class ConsoleSteps
{
    /// <summary>Someone writes in the playground; the same name is the same person.</summary>
    public static Task AskAsync(
        IServiceProvider services,
        string name,
        string prompt,
        CancellationToken cancellationToken
    )
    {
        var conversation = new Guid(SHA256.HashData(Encoding.UTF8.GetBytes(name)).AsSpan(0, 16));
        return services
            .GetRequiredService<Conversation>()
            .HandleAsync(
                new IncomingMessage
                {
                    IdempotencyKey = $"test:{Guid.NewGuid():N}",
                    From = new Person(Platform.Playground, conversation.ToString("N"), name),
                    Chat = new Chat(Platform.Playground, conversation.ToString("N"), Title: null, IsPrivate: true),
                    Text = prompt,
                    ReplyTo = new PlaygroundReply(conversation),
                },
                cancellationToken
            );
    }

    /// <summary>Keeps a picture of the page beside the test results.</summary>
    public static Task PictureAsync(IPage page, string name) =>
        page.ScreenshotAsync(
            new()
            {
                Path = Path.Combine(ChromiumFixture.Artifacts, $"console-{name}.png"),
                Animations = ScreenshotAnimations.Disabled,
            }
        );
}
