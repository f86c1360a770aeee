using System.Diagnostics.Metrics;
using Microsoft.AspNetCore.Authorization;
using Negotiations.Server.Security;
using Negotiations.Server.Timing;
using Negotiations.Store.Keys;
using Negotiations.Store.Workers;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Negotiations.Server.Watching;

/// <summary>
/// Metrics for anyone who comes and asks (<c>/metrics</c>, Prometheus), and traces, metrics and logs to a collector
/// (OTLP) where one is named by <c>OTEL_EXPORTER_OTLP_ENDPOINT</c>. Without it nothing leaves this machine, and
/// nothing is traced.
/// </summary>
internal static class Telemetry
{
    private const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";
    private const string MetricsPath = "/metrics";

    // Routes, methods and status codes together; series beyond are summed into one.
    private const int MostOfRequests = 1000;
    private const int MostOfOthers = 50;

    private static readonly string[] Meters =
    [
        AppMetrics.Name,
        "Microsoft.AspNetCore.Hosting",
        "Microsoft.AspNetCore.Server.Kestrel",
        "System.Runtime",
    ];

    public static void AddWatching(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<StoreGauges>();
        builder.Services.AddSingleton<AnswerTimes>();
        builder.Services.AddSingleton<AppMetrics>();
        builder.Services.AddSingleton<IAuthorizationHandler, WatcherHandler>();
        var telemetry = builder
            .Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService("negotiations", serviceVersion: ProductVersion.Text))
            .WithMetrics(metrics => metrics.AddMeter(Meters).AddPrometheusExporter());

        builder.Services.ConfigureOpenTelemetryMeterProvider(
            (provider, metrics) =>
            {
                var own = provider.GetRequiredService<IMeterFactory>();
                metrics.AddView(instrument => Stream(instrument, own));
            }
        );

        if (string.IsNullOrEmpty(builder.Configuration[Endpoint]))
            return;

        builder.Services.AddWorker<StoreGaugesWorker>();
        telemetry
            .WithTracing(traces =>
                traces
                    .AddAspNetCoreInstrumentation(requests =>
                        requests.Filter = context =>
                            !context.Request.Path.StartsWithSegments("/health")
                            && !context.Request.Path.StartsWithSegments(FeedAddresses.Folder)
                            && context.Request.Path != MetricsPath
                    )
                    .AddSource(AppMetrics.Name, "Npgsql")
            )
            .WithLogging()
            .UseOtlpExporter();
    }

    // Several hosts in one process each report themselves alone. Room for every series is taken in advance, and by
    // default for 2000 of each.
    private static MetricStreamConfiguration Stream(Instrument instrument, IMeterFactory own) =>
        instrument.Meter.Scope is IMeterFactory other && other != own
            ? MetricStreamConfiguration.Drop
            : new MetricStreamConfiguration
            {
                CardinalityLimit = instrument.Name.StartsWith("http.server.", StringComparison.Ordinal)
                    ? MostOfRequests
                    : MostOfOthers,
            };

    public static void MapMetrics(this WebApplication app)
    {
        // Made here, so that they are there before anything is counted.
        app.Services.GetRequiredService<AppMetrics>();
        app.MapPrometheusScrapingEndpoint(
                MetricsPath,
                meterProvider: null,
                branch =>
                    branch.Use(
                        async (context, next) =>
                        {
                            await context
                                .RequestServices.GetRequiredService<StoreGauges>()
                                .TryReadAsync(context.RequestAborted);
                            await next(context);
                        }
                    ),
                optionsName: null
            )
            .RequireAuthorization(Roles.CanWatch);
    }
}
