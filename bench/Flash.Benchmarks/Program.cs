using System.Globalization;
using BenchmarkDotNet.Running;
using Flash.Benchmarks;
using Flash.Benchmarks.AuditLog;

switch (args)
{
    case ["audit", var server, .. var rest]:
        await AuditLogBench.RunAsync(
            server,
            rest is [var entries] ? int.Parse(entries, CultureInfo.InvariantCulture) : 1_000_000
        );
        break;
    case ["hashes", .. var rest]:
        await PictureHashes.RunAsync(rest is [var pictures] ? int.Parse(pictures, CultureInfo.InvariantCulture) : 400);
        break;
    default:
        BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
        break;
}
