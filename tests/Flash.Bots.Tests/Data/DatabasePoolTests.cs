using Flash.Bots.Data;
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
}
