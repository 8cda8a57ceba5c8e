using System.Text;
using Microsoft.EntityFrameworkCore;

namespace Flash.Bots.Data;

/// <summary>Names in PostgreSQL are written_like_this, so that nobody needs quotes in psql.</summary>
internal static class SnakeCase
{
    public static void Apply(ModelBuilder model)
    {
        foreach (var entity in model.Model.GetEntityTypes())
        {
            foreach (var property in entity.GetProperties())
            {
                property.SetColumnName(Of(property.Name));
            }

            foreach (var key in entity.GetKeys())
            {
                key.SetName($"{entity.GetTableName()}_pkey");
            }

            foreach (var foreignKey in entity.GetForeignKeys())
            {
                foreignKey.SetConstraintName(
                    $"{entity.GetTableName()}_{string.Join('_', foreignKey.Properties.Select(p => Of(p.Name)))}_fkey"
                );
            }

            foreach (var index in entity.GetIndexes())
            {
                index.SetDatabaseName(
                    index.Name
                        ?? $"{entity.GetTableName()}_{string.Join('_', index.Properties.Select(p => Of(p.Name)))}_idx"
                );
            }
        }
    }

    private static string Of(string name)
    {
        var text = new StringBuilder(name.Length + 4);
        foreach (var c in name)
        {
            if (char.IsAsciiLetterUpper(c) && text.Length > 0)
            {
                text.Append('_');
            }

            text.Append(char.ToLowerInvariant(c));
        }

        return text.ToString();
    }
}
