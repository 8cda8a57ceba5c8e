using System.Net;
using Flash.Bots.Discord.Api;
using Microsoft.Extensions.Time.Testing;

namespace Flash.Bots.Discord.Tests.Api;

public sealed class InvalidRequestBudgetTests
{
    private readonly FakeTimeProvider time = new();

    [Fact]
    public void Refusals_of_ten_minutes_use_the_budget_up_and_time_gives_it_back()
    {
        var budget = new InvalidRequestBudget(time);

        for (var i = 0; i < InvalidRequestBudget.Limit; i++)
        {
            Assert.Equal(TimeSpan.Zero, budget.Wait());
            budget.Count(HttpStatusCode.Forbidden, null);
        }

        Assert.Equal(TimeSpan.FromMinutes(10), budget.Wait());
        time.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal(TimeSpan.Zero, budget.Wait());
    }

    [Theory]
    [InlineData(HttpStatusCode.TooManyRequests, "shared")]
    [InlineData(HttpStatusCode.NotFound, null)]
    [InlineData(HttpStatusCode.BadRequest, null)]
    public void What_Discord_does_not_count_is_not_counted(HttpStatusCode status, string? scope)
    {
        var budget = new InvalidRequestBudget(time);

        for (var i = 0; i < 2 * InvalidRequestBudget.Limit; i++)
        {
            budget.Count(status, scope);
        }

        Assert.Equal(TimeSpan.Zero, budget.Wait());
    }
}
