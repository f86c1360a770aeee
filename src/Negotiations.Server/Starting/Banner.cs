using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Negotiations.Server.Http;
using Negotiations.Server.Workers;
using Spectre.Console;

namespace Negotiations.Server.Starting;

/// <summary>What a person needs to know once the server is ready.</summary>
internal static class Banner
{
    public static void Print(IAnsiConsole console, WebApplication app, string database, string? keysFolder)
    {
        var addresses = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses
            ?? [];
        foreach (var listening in addresses)
        {
            console.WriteLine($"Negotiations {ProductVersion.Text} answers on {listening}");
            console.WriteLine($"  the pages   {listening}/");
            console.WriteLine($"  try it      {listening}/docs");
            console.WriteLine($"  the border  {listening}/api/negotiations/kg-tj-border");
        }

        var known = app.Services.GetRequiredService<PublicAddress>();
        if (known.Configured is { } address)
            console.WriteLine($"  written     {address} wherever an address is written");
        else if (known.FollowsRequests)
            console.WriteLine(
                "  written     the address each request asks by; PUBLIC__ADDRESS=https://... makes it one"
            );

        console.WriteLine(
            app.Configuration.GetValue("reading:closed", defaultValue: false)
                ? "  reading     closed: it needs a key"
                : "  reading     open to all who reach these addresses; READING__CLOSED=true asks for a key"
        );
        console.WriteLine(
            keysFolder is null
                ? "  recording   never: this node only reads (--reader)"
                : $"  keys        {keysFolder} (monitor.key, auditor.key, admin.key)"
        );
        console.WriteLine($"  database    {database}");
        var limits = app.Services.GetRequiredService<Security.LimitSettings>();
        var hasOwnDatabase = app.Services.GetService<OwnDatabase>() is not null;
        foreach (var off in DisabledProtections.Of(app.Configuration, limits, [.. addresses], hasOwnDatabase))
            console.WriteLine($"  off         {off}");

        console.WriteLine("Ctrl-C stops it.");
    }
}
