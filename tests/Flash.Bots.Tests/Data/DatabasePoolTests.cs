using Flash.Bots.Data;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Flash.Bots.Tests.Data;

public class DatabasePoolTests
{
    [Fact]
    public void A_process_has_as_many_connections_as_it_may_and_prepares_nothing()
    {
        var bounded = new NpgsqlConnectionStringBuilder(DatabasePool.Bounded("Host=db;Username=flash", 7));

        Assert.Equal(7, bounded.MaxPoolSize);
        Assert.Equal(30, bounded.Timeout);

        // Not even when many requests plan the same statements: after a statement that the server cancelled, a connection
        // with prepared ones gave the rows of one with the columns of another.
        Assert.Equal(0, bounded.MaxAutoPrepare);
    }

    [Fact]
    public void What_an_operator_wrote_stands()
    {
        var bounded = new NpgsqlConnectionStringBuilder(
            DatabasePool.Bounded("Host=db;Maximum Pool Size=55;Timeout=3", 7)
        );

        Assert.Equal((55, 3), (bounded.MaxPoolSize, bounded.Timeout));
    }

    [Theory]
    [InlineData(null, DatabasePool.Default)]
    [InlineData("", DatabasePool.Default)]
    [InlineData("2", 2)]
    [InlineData("44", 44)]
    public void A_process_may_be_given_two_or_more(string? given, int most) =>
        Assert.Equal(most, DatabasePool.Most(With(given)));

    [Theory]
    [InlineData("1")]
    [InlineData("0")]
    [InlineData("-5")]
    [InlineData("many")]
    [InlineData("2.5")]
    public void What_cannot_be_is_named_with_what_can(string given)
    {
        var mistake = Assert.Throws<OptionsValidationException>(() => DatabasePool.Most(With(given)));

        Assert.Equal(
            $"Flash:Database:Connections is '{given}'; a whole number of 2 or more is allowed.",
            Assert.Single(mistake.Failures)
        );
    }

    private static IConfiguration With(string? connections) =>
        new ConfigurationBuilder()
            .AddInMemoryCollection([new KeyValuePair<string, string?>(DatabasePool.Setting, connections)])
            .Build();
}
