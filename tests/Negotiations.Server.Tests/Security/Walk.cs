using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace Negotiations.Server.Tests.Security;

/// <summary>Every address that there is to read: of the contract, and of the pages that lead to each other.</summary>
internal static partial class Walk
{
    const int MostPages = 120;

    // Beside the address itself, so that cursors, clocks, orders and refusals are looked at too.
    static readonly (string Parameter, string Query)[] Variants =
    [
        ("limit", "limit=1"),
        ("sort", "limit=1&sort=-recordedAt"),
        ("clock", "limit=1&clock=recorded"),
        ("knownBy", "knownBy=2001-01-01"),
        ("knownBy", "knownBy=2100-01-01"),
        ("knownBy", "knownBy=9999-12-31T23:59:59Z"),
        ("changedSince", "changedSince=0001-01-01T00:00:00Z"),
        ("changedSince", "changedSince=nonsense"),
        ("corrections", "corrections=applied"),
        ("from", "from=1&to=3"),
        ("version", "version=3"),
        ("version", "version=999"),
        ("show", "show=occurred"),
        ("show", "show=nothing"),
        ("format", "format=text"),
        ("after", "after=99999999"),
        ("facets", "facets=true&q=Vorukh"),
    ];

    /// <param name="reader">Of the contract.</param>
    /// <param name="things">What stands in paths.</param>
    public static async Task<List<string>> AddressesAsync(
        HttpClient reader,
        IReadOnlyDictionary<string, string[]> things
    )
    {
        var contract = (await reader.Asks("/openapi/v1.json").Succeeds()).Json;
        List<string> addresses = ["/openapi/v1.json", "/docs", "/sitemap.xml"];
        foreach (var (path, item) in contract["paths"]!.AsObject())
        {
            if (item!["get"] is not { } operation)
                continue;

            var named = (operation["parameters"]?.AsArray() ?? [])
                .Where(each => (string?)each!["in"] == "query")
                .Select(each => (string)each!["name"]!)
                .ToHashSet();
            foreach (var address in Filled(path, things))
            {
                addresses.Add(address);
                addresses.AddRange(
                    Variants.Where(each => named.Contains(each.Parameter)).Select(each => $"{address}?{each.Query}")
                );
            }
        }

        return addresses;
    }

    /// <summary>The pages that lead to each other from the first one.</summary>
    public static async Task<List<string>> PagesAsync(HttpClient reader)
    {
        List<string> pages = ["/", "/?sort=-recordedAt", "/negotiations/hidden/steps", "/negotiations/hidden/changes"];
        for (var next = 0; next < pages.Count && pages.Count < MostPages; next++)
        {
            var page = await reader.Asks(pages[next]);
            if (page.ContentType != "text/html")
                continue;

            foreach (Match link in Links.Matches(page.Text))
                if (
                    WebUtility.HtmlDecode(link.Groups[1].Value).Split('#')[0] is { Length: > 0 } address
                    && !address.StartsWith("/api/", StringComparison.Ordinal)
                    && !address.StartsWith("/assets", StringComparison.Ordinal)
                    && !address.Contains("sign-", StringComparison.Ordinal)
                    && pages.Count < MostPages
                    && !pages.Contains(address)
                )
                    pages.Add(address);
        }

        return pages;
    }

    /// <summary>A body as text; of a workbook the texts of its parts.</summary>
    public static string TextOf(byte[] body)
    {
        if (body is not [(byte)'P', (byte)'K', ..])
            return Encoding.UTF8.GetString(body);

        using var archive = new ZipArchive(new MemoryStream(body));
        return string.Join('\n', archive.Entries.Select(Read));

        static string Read(ZipArchiveEntry entry)
        {
            // When the file itself was written is when it was asked for.
            if (entry.FullName.StartsWith("docProps", StringComparison.Ordinal))
                return "";

            using var text = new StreamReader(entry.Open());
            return text.ReadToEnd();
        }
    }

    static IEnumerable<string> Filled(string path, IReadOnlyDictionary<string, string[]> things)
    {
        var ids =
            path.StartsWith("/api/negotiations", StringComparison.Ordinal) ? things["{id}"]
            : path.StartsWith("/api/imports", StringComparison.Ordinal) ? things["{import}"]
            : path.StartsWith("/api/audits", StringComparison.Ordinal) ? things["{audit}"]
            : [Guid.Empty.ToString()];
        return ids.SelectMany(id => things["{eventId}"].Select(each => (id, Event: each)))
            .SelectMany(each => things["{code}"].Select(code => (each.id, each.Event, Code: code)))
            .Select(each =>
                path.Replace("{id}", each.id, StringComparison.Ordinal)
                    .Replace("{eventId}", each.Event, StringComparison.Ordinal)
                    .Replace("{code}", each.Code, StringComparison.Ordinal)
                    .Replace("{list}", "meetings", StringComparison.Ordinal)
                    .Replace("{bundle}", "0", StringComparison.Ordinal)
                    .Replace("{path}", "entries/000.p/5", StringComparison.Ordinal)
            )
            .Select(each => each.EndsWith("/consistency", StringComparison.Ordinal) ? each + "?from=1" : each)
            .Distinct();
    }

    [GeneratedRegex("href=\"(/[^\"]*)\"")]
    private static partial Regex Links { get; }
}
