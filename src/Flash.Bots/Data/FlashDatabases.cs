using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Npgsql;

namespace Flash.Bots.Data;

/// <summary>Contexts without a container: for command lines that look one thing up, and for tests.</summary>
public static class FlashDatabases
{
    /// <summary>Makes contexts over a data source, which stays the caller's.</summary>
    public static IDbContextFactory<FlashDb> Over(NpgsqlDataSource dataSource) =>
        new PooledDbContextFactory<FlashDb>(
            (DbContextOptions<FlashDb>)new DbContextOptionsBuilder<FlashDb>().UseFlashNpgsql(dataSource).Options
        );
}
