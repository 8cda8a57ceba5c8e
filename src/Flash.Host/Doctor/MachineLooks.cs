using System.Runtime.InteropServices;
using Flash.Host.CommandLine;
using Flash.Host.Hosting;

namespace Flash.Host.Doctor;

internal static class MachineLooks
{
    public static Finding Runtime() =>
        Finding.Works(
            $"{RuntimeInformation.FrameworkDescription} on {RuntimeInformation.OSDescription}, "
                + $"{Environment.ProcessorCount} processors"
        );

    public static Finding Address(IConfiguration configuration)
    {
        if (HttpAddress.IsConfigured(configuration))
        {
            return Finding.Works($"as configured: {configuration["urls"]}");
        }

        try
        {
            var said = new List<string>();
            var address = HttpAddress.Choose(said.Add);
            return Finding.Works(said.Count == 0 ? $"{address} is free" : said[0].TrimEnd('.'));
        }
        catch (CommandFailedException e)
        {
            return Finding.Broken(e.Message);
        }
    }
}
