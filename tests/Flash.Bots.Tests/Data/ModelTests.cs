using Flash.Bots.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Flash.Bots.Tests.Data;

/// <summary>The model that the program works with says what stands in a migrated database: all of it, and nothing
/// else.</summary>
public sealed class ModelTests(DatabaseFixture database) : IClassFixture<DatabaseFixture>
{
    // Over an expression that EF Core has no words for; a migration makes it.
    private const string OnlyInTheDatabase = "moderators: unique index moderators_sign_in_name (expression)";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Columns_are_the_same() =>
        Assert.Equal(
            await LinesAsync(
                """
                SELECT format('%s.%s: %s%s%s', class.relname, attribute.attname, format_type(atttypid, atttypmod),
                    CASE WHEN attnotnull THEN ' not null' ELSE '' END, CASE WHEN atthasdef OR attidentity <> '' THEN ' given' ELSE '' END)
                FROM pg_class class JOIN pg_attribute attribute ON attribute.attrelid = class.oid
                WHERE class.relnamespace = 'flash'::regnamespace AND class.relkind IN ('r', 'p') AND NOT class.relispartition
                    AND class.relname <> 'migrations' AND attnum > 0 AND NOT attisdropped
                """
            ),
            Sorted(
                Tables()
                    .SelectMany(table =>
                        table.Columns.Select(column =>
                            $"{table.Name}.{column.Name}: {column.StoreType}{(column.IsNullable ? "" : " not null")}{(IsGiven(column) ? " given" : "")}"
                        )
                    )
            )
        );

    [Fact]
    public async Task Keys_and_checks_are_the_same() =>
        Assert.Equal(
            await LinesAsync(
                """
                SELECT format('%s: %s', class.relname, CASE contype
                    WHEN 'p' THEN 'key ' || columns.names
                    WHEN 'c' THEN 'check ' || conname
                    ELSE format('%s of %s, on delete %s', columns.names, confrelid::regclass, confdeltype) END)
                FROM pg_constraint JOIN pg_class class ON class.oid = conrelid
                CROSS JOIN LATERAL (SELECT string_agg(attname, ', ' ORDER BY place) AS names
                    FROM unnest(conkey) WITH ORDINALITY key (attnum, place) JOIN pg_attribute attribute USING (attnum) WHERE attrelid = conrelid) columns
                WHERE connamespace = 'flash'::regnamespace AND NOT class.relispartition AND class.relname <> 'migrations' AND contype IN ('p', 'c', 'f')
                """
            ),
            Sorted(
                Tables()
                    .SelectMany(table =>
                        table
                            .CheckConstraints.Select(check => $"{table.Name}: check {check.Name}")
                            .Append($"{table.Name}: key {Names(table.PrimaryKey?.Columns ?? [])}")
                            .Concat(
                                table.ForeignKeyConstraints.Select(key =>
                                    $"{table.Name}: {Names(key.Columns)} of {key.PrincipalTable.SchemaQualifiedName}, on delete {OnDelete(key)}"
                                )
                            )
                    )
            )
        );

    [Fact]
    public async Task Indexes_are_the_same() =>
        Assert.Equal(
            (
                await LinesAsync(
                    """
                    SELECT format('%s: %sindex %s (%s)%s%s', class.relname, CASE WHEN indisunique THEN 'unique ' ELSE '' END, name.relname,
                        coalesce(columns.names, 'expression'), CASE method.amname WHEN 'btree' THEN '' ELSE ' ' || method.amname END,
                        CASE WHEN indpred IS NULL THEN '' ELSE ' of some' END)
                    FROM pg_index JOIN pg_class class ON class.oid = indrelid JOIN pg_class name ON name.oid = indexrelid JOIN pg_am method ON method.oid = name.relam
                    CROSS JOIN LATERAL (SELECT string_agg(attname, ', ' ORDER BY place) AS names
                        FROM unnest(indkey::smallint[]) WITH ORDINALITY key (attnum, place) JOIN pg_attribute attribute USING (attnum) WHERE attrelid = indrelid) columns
                    WHERE class.relnamespace = 'flash'::regnamespace AND NOT class.relispartition AND class.relname <> 'migrations' AND NOT indisprimary
                    """
                )
            ).Except([OnlyInTheDatabase]),
            Sorted(
                Tables()
                    .SelectMany(table =>
                        table.Indexes.Select(index =>
                            $"{table.Name}: {(index.IsUnique ? "unique " : "")}index {index.Name} ({(index.FindAnnotation("Npgsql:TsVectorConfig") is null ? Names(index.Columns) : "expression")}){(index.FindAnnotation("Npgsql:IndexMethod")?.Value is string method ? " " + method : "")}{(index.Filter is null ? "" : " of some")}"
                        )
                    )
            )
        );

    [Fact]
    public async Task Sequences_are_the_same() =>
        Assert.Equal(
            await LinesAsync(
                """
                SELECT relname FROM pg_class WHERE relnamespace = 'flash'::regnamespace AND relkind = 'S'
                    AND NOT EXISTS (SELECT FROM pg_depend WHERE objid = pg_class.oid AND deptype = 'i')
                """
            ),
            Sorted(Model().Sequences.Select(sequence => sequence.Name))
        );

    [Fact]
    public async Task Every_table_can_be_read()
    {
        await using var db = Db();
        foreach (var entity in db.Model.GetEntityTypes())
        {
            var rows =
                (IQueryable<object>)
                    typeof(DbContext)
                        .GetMethod(nameof(DbContext.Set), 1, [])!
                        .MakeGenericMethod(entity.ClrType)
                        .Invoke(db, null)!; // DbContext.Set<T>() is there
            await rows.AsNoTracking().Take(1).ToListAsync(Cancelled);
        }
    }

    private static string Names(IEnumerable<IColumn> columns) =>
        string.Join(", ", columns.Select(column => column.Name));

    private static char OnDelete(IForeignKeyConstraint key) =>
        key.OnDeleteAction switch
        {
            ReferentialAction.Cascade => 'c',
            ReferentialAction.Restrict => 'r',
            ReferentialAction.SetNull => 'n',
            _ => 'a',
        };

    private static bool IsGiven(IColumn column) =>
        column.DefaultValueSql is not null
        || column.TryGetDefaultValue(out _)
        || column.FindAnnotation("Npgsql:ValueGenerationStrategy") is not null;

    private static IEnumerable<string> Sorted(IEnumerable<string> lines) => lines.Order(StringComparer.Ordinal);

    private IEnumerable<ITable> Tables() => Model().Tables;

    private IRelationalModel Model()
    {
        using var db = Db();
        return db.GetService<IDesignTimeModel>().Model.GetRelationalModel();
    }

    private FlashDb Db() =>
        new(
            (DbContextOptions<FlashDb>)
                new DbContextOptionsBuilder<FlashDb>().UseFlashNpgsql(database.DataSource).Options
        );

    private async Task<IEnumerable<string>> LinesAsync(string sql)
    {
        var lines = new List<string>();
        await using var command = database.DataSource.CreateCommand(sql);
        await using var row = await command.ExecuteReaderAsync(Cancelled);
        while (await row.ReadAsync(Cancelled))
        {
            lines.Add(row.GetString(0));
        }

        return Sorted(lines);
    }
}
