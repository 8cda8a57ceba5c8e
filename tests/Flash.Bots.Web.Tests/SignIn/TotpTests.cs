using System.Text;
using Flash.Bots.Web.SignIn;
using ZXing;
using ZXing.Common;

namespace Flash.Bots.Web.Tests.SignIn;

public sealed class TotpTests
{
    private static readonly byte[] Secret = "12345678901234567890"u8.ToArray();

    /// <summary>The vectors of RFC 6238, appendix B; an app of six digits shows the last six.</summary>
    [Theory]
    [InlineData(59, "94287082")]
    [InlineData(1111111109, "07081804")]
    [InlineData(1111111111, "14050471")]
    [InlineData(1234567890, "89005924")]
    [InlineData(2000000000, "69279037")]
    [InlineData(20000000000, "65353130")]
    public void Codes_are_those_of_the_standard(long seconds, string code) =>
        Assert.Equal(code[2..], Totp.Code(Secret, Totp.StepAt(DateTimeOffset.FromUnixTimeSeconds(seconds))));

    [Theory]
    [InlineData(-2, false)]
    [InlineData(-1, true)]
    [InlineData(0, true)]
    [InlineData(1, true)]
    [InlineData(2, false)]
    public void A_clock_may_be_half_a_minute_off_and_a_step_counts_once(int off, bool isRight)
    {
        var now = DateTimeOffset.FromUnixTimeSeconds(1111111111);
        var step = Totp.StepAt(now) + off;

        Assert.Equal(isRight ? step : null, Totp.Match(Secret, Totp.Code(Secret, step), now, last: 0));
        Assert.Null(Totp.Match(Secret, Totp.Code(Secret, step), now, last: step));
    }

    [Theory]
    [InlineData("")]
    [InlineData("12345")]
    [InlineData("1234567")]
    [InlineData("٠٠٥٩٢٤")]
    public void What_is_no_code_matches_nothing(string code) =>
        Assert.Null(Totp.Match(Secret, code, DateTimeOffset.FromUnixTimeSeconds(1234567890), 0));

    /// <summary>The vectors of RFC 4648, section 10, without padding.</summary>
    [Theory]
    [InlineData("", "")]
    [InlineData("f", "MY")]
    [InlineData("fo", "MZXQ")]
    [InlineData("foo", "MZXW6")]
    [InlineData("foob", "MZXW6YQ")]
    [InlineData("fooba", "MZXW6YTB")]
    [InlineData("foobar", "MZXW6YTBOI")]
    public void Keys_are_written_as_in_the_standard(string bytes, string text) =>
        Assert.Equal(text, Base32.Encode(Encoding.ASCII.GetBytes(bytes)));

    [Fact]
    public void An_app_that_scans_the_picture_reads_key_and_name()
    {
        var address = Totp.Address(Secret, "Ada & Söhne");
        var code = QrCode.Of(address);

        Assert.Equal(address, Scan(code));
        Assert.Equal(
            "otpauth://totp/Flash:Ada%20%26%20S%C3%B6hne?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Flash",
            address
        );
    }

    [Fact]
    public void Recovery_codes_do_not_mind_case_spaces_and_dashes()
    {
        var code = RecoveryCode.New();

        Assert.Matches("^[A-Z2-7]{6}(-[A-Z2-7]{6}){3}$", code);
        Assert.Equal(RecoveryCode.Digest(code), RecoveryCode.Digest($" {code.ToLowerInvariant().Replace('-', ' ')}"));
        Assert.Null(RecoveryCode.Digest("123456"));
    }

    /// <summary>The key in an address that an app scanned.</summary>
    internal static byte[] SecretIn(string? address)
    {
        Assert.NotNull(address);
        var key = address[(address.IndexOf("secret=", StringComparison.Ordinal) + 7)..].Split('&')[0];
        var bits = string.Concat(
            key.Select(letter =>
                Convert
                    .ToString("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".IndexOf(letter, StringComparison.Ordinal), 2)
                    .PadLeft(5, '0')
            )
        );
        return [.. bits.Chunk(8).Where(part => part.Length == 8).Select(part => Convert.ToByte(new string(part), 2))];
    }

    /// <summary>Draws the path, four pixels a module, and reads it as a phone's camera does.</summary>
    internal static string? Scan(QrCode code)
    {
        const int scale = 4;
        var side = code.Size * scale;
        var pixels = Enumerable.Repeat((byte)255, side * side).ToArray();
        foreach (var move in code.Path.Split('M', StringSplitOptions.RemoveEmptyEntries))
        {
            var corner = move[..move.IndexOf('h', StringComparison.Ordinal)].Split(' ').Select(int.Parse).ToArray();
            for (var y = 0; y < scale; y++)
            {
                pixels.AsSpan((((corner[1] * scale) + y) * side) + (corner[0] * scale), scale).Clear();
            }
        }

        var source = new RGBLuminanceSource(pixels, side, side, RGBLuminanceSource.BitmapFormat.Gray8);
        return new ZXing.QrCode.QRCodeReader()
            .decode(
                new BinaryBitmap(new HybridBinarizer(source)),
                new Dictionary<DecodeHintType, object> { [DecodeHintType.PURE_BARCODE] = true }
            )
            ?.Text;
    }
}
