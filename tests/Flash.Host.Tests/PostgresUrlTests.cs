using Flash.Host.CommandLine;
using Flash.Host.Hosting;
using Flash.Testing;
using Npgsql;

namespace Flash.Host.Tests;

public sealed class PostgresUrlTests
{
    [Fact]
    public void Urls_of_either_scheme_say_what_connection_strings_say()
    {
        var read = new NpgsqlConnectionStringBuilder(
            PostgresUrl.Read(
                "postgresql://flash:p%40ss%3Aword@db.example.org:6432/pictures?sslmode=verify-full&application_name=bot&connect_timeout=7&channel_binding=require",
                "it"
            )
        );

        Assert.Equal(
            ("db.example.org", 6432, "flash", "p@ss:word", "pictures", SslMode.VerifyFull, "bot", 7),
            (
                read.Host,
                read.Port,
                read.Username,
                read.Password,
                read.Database,
                read.SslMode,
                read.ApplicationName,
                read.Timeout
            )
        );
        var short_ = new NpgsqlConnectionStringBuilder(PostgresUrl.Read("postgres://flash@[::1]/flash", "it"));
        Assert.Equal(("::1", 5432, "flash", null), (short_.Host, short_.Port, short_.Username, short_.Password));
    }

    [Theory]
    [InlineData("postgres://flash:s3cret@/flash")]
    [InlineData("postgres://flash:s3cret@127.0.0.1:99999/flash")]
    [InlineData("postgres://flash:s3cret@127.0.0.1/flash?s3cret=1")]
    [InlineData("postgres://flash:s3cret@127.0.0.1/flash?sslmode=s3cret")]
    [InlineData("mysql://flash:s3cret@127.0.0.1/flash")]
    [InlineData("Host=127.0.0.1;Pasword=s3cret")]
    [InlineData("Host=127.0.0.1;Port=s3cret")]
    [InlineData("s3cret")]
    public void What_is_neither_is_refused_without_showing_any_of_it(string given)
    {
        var refused = Assert.Throws<BadArgumentException>(() => PostgresUrl.Read(given, "ConnectionStrings:Flash"));

        Assert.Contains("ConnectionStrings:Flash cannot be read", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", refused.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("postgres://flash:s3cret@127.0.0.1:1/flash?sslmode=require", "db", "status")]
    [InlineData("postgres://flash:s3cret@127.0.0.1:1/flash?sslmode=require", "doctor")]
    [InlineData("postgres://flash:s3cret@127.0.0.1:1/flash?sslmode=require", "serve", "--roles", "web")]
    [InlineData("Hosst=127.0.0.1;Password=s3cret", "db", "status")]
    [InlineData("Hosst=127.0.0.1;Password=s3cret", "doctor")]
    [InlineData("Hosst=127.0.0.1;Password=s3cret", "serve", "--roles", "web")]
    public async Task No_command_prints_a_password(string given, params string[] command)
    {
        var (exitCode, output, errors) = await FlashProcess.RunAsync(
            new Dictionary<string, string> { ["ConnectionStrings__Flash"] = given, ["FLASH_DEBUG"] = "1" },
            TestContext.Current.CancellationToken,
            command
        );

        Assert.NotEqual(0, exitCode);
        Assert.NotEmpty(output + errors);
        Assert.DoesNotContain("s3cret", output + errors, StringComparison.Ordinal);
    }
}
