using Negotiations.Store.Connections;
using Negotiations.Store.Following;
using Negotiations.Store.Setup;
using Negotiations.Store.Workers;

namespace Negotiations.Server.Reading;

/// <summary>A node that only reads, as one on a standby does: what it has in place of what records.</summary>
internal static class ReaderServices
{
    public const string Setting = "reader";
    public const string WriterSetting = "reader:writerAddress";

    public static ReaderMode Read(IConfiguration configuration) =>
        new(
            configuration.GetValue(Setting, defaultValue: false),
            configuration[WriterSetting] is { Length: > 0 } address ? address.TrimEnd('/') : null
        );

    /// <summary>First of all: what is added later asks whether it is to run.</summary>
    public static ReaderMode AddReading(this WebApplicationBuilder builder)
    {
        var reader = Read(builder.Configuration);
        builder.Services.AddSingleton(reader);
        if (reader.IsOn)
            builder.Services.AddWorker<CopyWatch>();

        return reader;
    }

    /// <summary>In place of what a node that records prepares: it looks whether it can read.</summary>
    public static async Task PrepareAsync(WebApplication app, CancellationToken stop)
    {
        var note = await ReaderSetup.OpenAsync(app.Services.GetRequiredService<StoreConnections>(), stop);
        if (note is not null)
            app.Logger.LogWarning("{Note}", note);

        await app.Services.GetRequiredService<CopyWatch>().BeginAsync(stop);
    }
}
