using System.Globalization;
using System.Net;
using System.Net.Http.Json;

namespace Flash.Bots.Web.Tests;

/// <summary>On a host of its own: whoever guesses uses up the attempts of everyone at the same address.</summary>
public sealed class SignInGuessingTests(WebHost host) : IClassFixture<WebHost>
{
    [Fact]
    public async Task Whoever_guesses_links_is_slowed_down()
    {
        using var guesser = host.Stranger();
        guesser.DefaultRequestHeaders.Add("X-Flash", "1");
        var statuses = new List<HttpStatusCode>();
        for (var attempt = 0; attempt < 30; attempt++)
        {
            using var answer = await guesser.PostAsJsonAsync(
                new Uri("/moderation/sign-in", UriKind.Relative),
                new { link = attempt.ToString(CultureInfo.InvariantCulture) },
                TestContext.Current.CancellationToken
            );
            statuses.Add(answer.StatusCode);
        }

        Assert.Contains(HttpStatusCode.TooManyRequests, statuses);
        Assert.DoesNotContain(HttpStatusCode.NoContent, statuses);
    }
}
