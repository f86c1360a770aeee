using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.StaticFiles;
using Negotiations.Store.Queries;

namespace Negotiations.Dashboard.Hosting;

/// <summary>Styles, scripts and drawings of the pages, embedded in the program, so that they are there however it was
/// started. The address of each contains a hash of its content, so browsers cache it for good; a new build has new
/// addresses.</summary>
internal static class DashboardAssets
{
    private const string Folder = "assets/";
    private const string Path = "/assets/";

    private static readonly FileExtensionContentTypeProvider Types = new();
    private static readonly FrozenDictionary<string, Asset> ByAddress = Load()
        .ToFrozenDictionary(asset => asset.Address, StringComparer.Ordinal);
    private static readonly FrozenDictionary<string, Asset> ByName = ByAddress.Values.ToFrozenDictionary(
        asset => asset.Name,
        StringComparer.Ordinal
    );

    /// <summary>Where an asset is found.</summary>
    /// <exception cref="KeyNotFoundException">There is none of this name.</exception>
    public static string AddressOf(string name) => ByName[name].Address;

    /// <summary>What is in it, as text.</summary>
    public static string TextOf(string name) => Encoding.UTF8.GetString(ByName[name].Bytes);

    /// <summary>Open to everyone: nothing of the record is in them.</summary>
    public static void MapDashboardAssets(this IEndpointRouteBuilder routes)
    {
        routes
            .MapGet(Path + "{name}", Send)
            .AllowAnonymous()
            .ExcludeFromDescription()
            .WithMetadata(new AnyParameters());
        routes
            .MapGet("/favicon.ico", () => TypedResults.Redirect(AddressOf("favicon.svg")))
            .AllowAnonymous()
            .ExcludeFromDescription()
            .WithMetadata(new AnyParameters());
    }

    private static IResult Send(string name, HttpContext context)
    {
        if (!ByAddress.TryGetValue(Path + name, out var asset))
            return TypedResults.NotFound();

        context.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
        return TypedResults.Bytes(asset.Bytes, asset.Type);
    }

    private static IEnumerable<Asset> Load()
    {
        var assembly = typeof(DashboardAssets).Assembly;
        foreach (
            var resource in assembly
                .GetManifestResourceNames()
                .Where(name => name.StartsWith(Folder, StringComparison.Ordinal))
        )
        {
            using var file = assembly.GetManifestResourceStream(resource)!;
            var bytes = new byte[file.Length];
            file.ReadExactly(bytes);
            var name = resource[Folder.Length..];
            var (stem, extension) = (
                System.IO.Path.GetFileNameWithoutExtension(name),
                System.IO.Path.GetExtension(name)
            );
            var type = Types.TryGetContentType(name, out var known) ? known : "application/octet-stream";
            yield return new Asset(
                name,
                $"{Path}{stem}-{Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, 6))}{extension}",
                bytes,
                type.StartsWith("text/", StringComparison.Ordinal) ? type + "; charset=utf-8" : type
            );
        }
    }

    private sealed record Asset(string Name, string Address, byte[] Bytes, string Type);
}
