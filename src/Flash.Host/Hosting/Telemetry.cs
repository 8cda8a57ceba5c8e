using System.Net;
using System.Net.Sockets;
using Flash.Bots.Supervision;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Flash.Host.Hosting;

/// <summary>What the process tells of itself: metrics at <c>/metrics</c> for Prometheus, and metrics and traces to a
/// collector when OpenTelemetry's own variables name one (<c>OTEL_EXPORTER_OTLP_ENDPOINT</c> and its kin).</summary>
internal static class Telemetry
{
    public const string MetricsPath = "/metrics";

    private static readonly string[] Meters =
    [
        "Flash.*",
        "Npgsql",
        "System.Runtime",
        "System.Net.Http",
        "Microsoft.AspNetCore.Hosting",
        "Microsoft.AspNetCore.Server.Kestrel",
    ];

    public static void AddTelemetry(this IServiceCollection services, string roles, IConfiguration configuration)
    {
        var telemetry = services
            .AddOpenTelemetry()
            .ConfigureResource(resource =>
                resource
                    .AddService("flash", serviceVersion: typeof(Telemetry).Assembly.GetName().Version?.ToString(3))
                    .AddAttributes([new("flash.roles", roles)])
                    .AddEnvironmentVariableDetector()
            )
            .WithMetrics(metrics =>
            {
                metrics.AddMeter(Meters).AddPrometheusExporter();
                if (IsCollected(configuration, "METRICS"))
                {
                    metrics.AddOtlpExporter();
                }
            });
        if (IsCollected(configuration, "TRACES"))
        {
            telemetry.WithTracing(traces =>
                traces.AddSource("Flash.*", "Npgsql", "Microsoft.AspNetCore").AddOtlpExporter()
            );
        }

        services.AddSingleton<ProcessMeasures>();
        services.AddHostedService<StartMeasures>();
    }

    /// <summary>For this machine and its private networks only: numbers tell strangers how busy one is. A scraper
    /// elsewhere comes through OTLP or a proxy of its own.</summary>
    public static void UseMetrics(this WebApplication app) =>
        app.UseOpenTelemetryPrometheusScrapingEndpoint(context =>
            context.Request.Path == MetricsPath && IsNear(context.Connection.RemoteIpAddress)
        );

    internal static bool IsNear(IPAddress? address)
    {
        if (address is null)
        {
            return true; // A Unix socket.
        }

        address = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return IPAddress.IsLoopback(address)
            || address.IsIPv6UniqueLocal
            || address.IsIPv6LinkLocal
            || (
                address.AddressFamily == AddressFamily.InterNetwork
                && address.GetAddressBytes()
                    is [10, ..]
                        or [172, >= 16 and <= 31, ..]
                        or [192, 168, ..]
                        or [169, 254, ..]
            );
    }

    private static bool IsCollected(IConfiguration configuration, string signal) =>
        !string.IsNullOrWhiteSpace(configuration["OTEL_EXPORTER_OTLP_ENDPOINT"])
        || !string.IsNullOrWhiteSpace(configuration[$"OTEL_EXPORTER_OTLP_{signal}_ENDPOINT"]);

    /// <summary>Has what is observed exist from the start.</summary>
    private sealed class StartMeasures(ProcessMeasures measures) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken)
        {
            GC.KeepAlive(measures);
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
