using System.Diagnostics.CodeAnalysis;
using Flash.Host.CommandLine;
using Npgsql;

namespace Flash.Host.Hosting;

/// <summary>Reads connection strings as people have them: .NET's <c>Host=…;Username=…</c> and libpq's
/// <c>postgres://user:password@host/database?sslmode=require</c>, which most providers hand out.</summary>
/// <remarks>No part of what was given is ever in a message: a password may stand anywhere in a string that is
/// mistaken.</remarks>
internal static class PostgresUrl
{
    /// <summary>Makes every connection string of the configuration one that Npgsql reads.</summary>
    /// <exception cref="BadArgumentException">One of them is none; the sentence names the setting only.</exception>
    public static void Normalise(IConfiguration configuration)
    {
        foreach (var name in (ReadOnlySpan<string>)["Flash", "FlashOwner"])
        {
            if (configuration.GetConnectionString(name) is { } given && !string.IsNullOrWhiteSpace(given))
            {
                configuration[$"ConnectionStrings:{name}"] = Read(given.Trim(), $"ConnectionStrings:{name}");
            }
        }
    }

    /// <summary>The same as .NET's kind of connection string.</summary>
    /// <param name="given">Either kind.</param>
    /// <param name="setting">What to call it when it is mistaken.</param>
    /// <exception cref="BadArgumentException">It is neither.</exception>
    [SuppressMessage("Design", "CA1031", Justification = "Whatever a reader says of it may quote the password.")]
    public static string Read(string given, string setting)
    {
        try
        {
            return IsUrl(given) ? FromUrl(given) : Checked(new NpgsqlConnectionStringBuilder(given));
        }
        catch (Exception)
        {
            // Without the cause, too: FLASH_DEBUG prints causes.
            throw new BadArgumentException(
                $"{setting} cannot be read (it is not shown, since it holds a password); it looks like "
                    + $"'Host=db.example.org;Username=flash;Password=…;Database=flash' or "
                    + $"'postgres://flash:…@db.example.org/flash?sslmode=require', with special characters of a URL "
                    + $"percent-encoded."
            );
        }
    }

    private static bool IsUrl(string given) =>
        given.StartsWith("postgres://", StringComparison.OrdinalIgnoreCase)
        || given.StartsWith("postgresql://", StringComparison.OrdinalIgnoreCase);

    private static string Checked(NpgsqlConnectionStringBuilder builder) =>
        string.IsNullOrEmpty(builder.Host) ? throw new FormatException("no host") : builder.ConnectionString;

    private static string FromUrl(string given)
    {
        var url = new Uri(given);
        var builder = new NpgsqlConnectionStringBuilder
        {
            Host = url.HostNameType is UriHostNameType.IPv6 ? url.Host.Trim('[', ']') : url.Host,
        };
        if (url.Port > 0)
        {
            builder.Port = url.Port;
        }

        if (url.UserInfo.Split(':', 2) is [{ Length: > 0 } user, .. var rest])
        {
            builder.Username = Uri.UnescapeDataString(user);
            builder.Password = rest is [var password] ? Uri.UnescapeDataString(password) : null;
        }

        if (url.AbsolutePath.TrimStart('/') is { Length: > 0 } database)
        {
            builder.Database = Uri.UnescapeDataString(database);
        }

        foreach (var pair in url.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = pair.Split('=', 2);
            Set(builder, parts[0], Uri.UnescapeDataString(parts.Length > 1 ? parts[1] : ""));
        }

        return Checked(builder);
    }

    /// <summary>libpq's names (https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-PARAMKEYWORDS) where
    /// Npgsql's differ; Npgsql's own work too.</summary>
    private static void Set(NpgsqlConnectionStringBuilder builder, string name, string value)
    {
        var (key, its) = name switch
        {
            "sslmode" => ("SSL Mode", value.Replace("-", "", StringComparison.Ordinal)),
            "user" => ("Username", value),
            "dbname" => ("Database", value),
            "connect_timeout" => ("Timeout", value),
            "application_name" => ("Application Name", value),
            "client_encoding" => ("Client Encoding", value),
            "channel_binding" => ("Channel Binding", value),
            "target_session_attrs" => ("Target Session Attributes", value),
            "sslrootcert" => ("Root Certificate", value),
            "sslcert" => ("SSL Certificate", value),
            "sslkey" => ("SSL Key", value),
            "sslpassword" => ("SSL Password", value),
            "krbsrvname" => ("Kerberos Service Name", value),
            "keepalives_idle" => ("Keepalive", value),
            _ => (name, value),
        };
        builder[key] = its;
    }
}
