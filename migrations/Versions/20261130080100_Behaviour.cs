using Flash.Bots.Data;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Flash.Migrations.Versions;

/// <summary>What the database itself does: partitions, triggers and functions, from the files in <c>Sql</c>.</summary>
[DbContext(typeof(FlashDb))]
[Migration("20261130080100_Behaviour")]
public sealed class Behaviour : Migration
{
    private static readonly string[] Files =
    [
        "storage",
        "audit_log",
        "audit_seals",
        "notifications",
        "moderation_cases",
    ];

    /// <inheritdoc/>
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        foreach (var file in Files)
        {
            migrationBuilder.Sql(Read(file));
        }
    }

    private static string Read(string file)
    {
        using var stream = typeof(Behaviour).Assembly.GetManifestResourceStream($"sql/{file}.sql")
            ?? throw new InvalidOperationException($"This build has no sql/{file}.sql.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
