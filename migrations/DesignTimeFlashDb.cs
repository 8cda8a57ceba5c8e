using Flash.Bots;
using Flash.Bots.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Npgsql;

namespace Flash.Migrations;

/// <summary>
/// For <c>dotnet ef migrations add NAME -p migrations -o Versions</c>, which compares models and never connects.
/// </summary>
public sealed class DesignTimeFlashDb : IDesignTimeDbContextFactory<FlashDb>
{
    /// <inheritdoc/>
    public FlashDb CreateDbContext(string[] args)
    {
        var options = new DbContextOptionsBuilder<FlashDb>();
        options.UseFlashNpgsql(NpgsqlDataSource.Create("Host=localhost;Database=flash"));
        return new FlashDb(options.Options);
    }
}
