using Flash.Bots.Data;
using Npgsql;

namespace Flash.Bots.Tests.Data;

public class DatabasePoolTests
{
    [Fact]
    public void A_process_has_as_many_connections_as_it_may_and_keeps_its_statements()
    {
        var bounded = new NpgsqlConnectionStringBuilder(DatabasePool.Bounded("Host=db;Username=flash", 7));

        Assert.Equal(7, bounded.MaxPoolSize);
        Assert.Equal(30, bounded.Timeout);
        Assert.True(bounded.MaxAutoPrepare > 0);
    }

    [Fact]
    public void What_an_operator_wrote_stands()
    {
        var bounded = new NpgsqlConnectionStringBuilder(
            DatabasePool.Bounded("Host=db;Maximum Pool Size=55;Timeout=3;Max Auto Prepare=0", 7)
        );

        Assert.Equal((55, 3, 0), (bounded.MaxPoolSize, bounded.Timeout, bounded.MaxAutoPrepare));
    }
}
