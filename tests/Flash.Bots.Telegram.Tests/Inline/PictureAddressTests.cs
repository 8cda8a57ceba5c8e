using Flash.Bots.Telegram.Inline;

namespace Flash.Bots.Telegram.Tests.Inline;

public sealed class PictureAddressTests
{
    private static readonly Guid Picture = Guid.Parse("0195a1b2-0000-7000-8000-000000000001");
    private static readonly DateTimeOffset Now = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);

    private readonly PictureAddress addresses = new("1:token");

    [Fact]
    public void An_address_of_ours_is_read_until_its_time_is_over()
    {
        var (until, signature, file) = Parts(addresses.For(Picture, "jpg", Now.AddMinutes(10)));

        Assert.Equal(Picture, addresses.Read(until, signature, file, Now));
        Assert.Null(addresses.Read(until, signature, file, Now.AddMinutes(11)));
    }

    [Fact]
    public void Nothing_of_it_can_be_changed()
    {
        var (until, signature, file) = Parts(addresses.For(Picture, "jpg", Now.AddMinutes(10)));

        Assert.Null(addresses.Read(until + 60, signature, file, Now));
        Assert.Null(addresses.Read(until, signature, $"{Guid.NewGuid():N}.jpg", Now));
        Assert.Null(addresses.Read(until, signature[..^1] + (signature[^1] == 'A' ? 'B' : 'A'), file, Now));
        Assert.Null(addresses.Read(until, "", "", Now));
        Assert.Null(new PictureAddress("2:other").Read(until, signature, file, Now));
    }

    private static (long Until, string Signature, string File) Parts(string address)
    {
        var parts = address.Split('/');
        return (long.Parse(parts[3], System.Globalization.CultureInfo.InvariantCulture), parts[4], parts[5]);
    }
}
