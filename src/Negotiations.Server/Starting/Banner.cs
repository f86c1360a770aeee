using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Spectre.Console;

namespace Negotiations.Server.Starting;

/// <summary>What a person needs to know once the server is ready.</summary>
internal static class Banner
{
    public static void Print(IAnsiConsole console, WebApplication app, string database, string keysFolder)
    {
        var addresses = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses
            ?? [];
        foreach (var address in addresses)
        {
            console.WriteLine($"Negotiations {ProductVersion.Text} answers on {address}");
            console.WriteLine($"  the desk    {address}/");
            console.WriteLine($"  try it      {address}/docs");
            console.WriteLine($"  the border  {address}/api/negotiations/kg-tj-border");
        }

        console.WriteLine($"  keys        {keysFolder} (monitor.key, auditor.key, admin.key)");
        console.WriteLine($"  database    {database}");
        console.WriteLine("Ctrl-C stops it.");
    }
}
