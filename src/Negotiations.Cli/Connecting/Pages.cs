using System.Text.Json;
using System.Text.Json.Nodes;
using Negotiations.Cli.Rendering;

namespace Negotiations.Cli.Connecting;

/// <summary>Lists that the server hands out page by page.</summary>
internal static class Pages
{
    /// <summary>The most the server gives at once; asked for where every page is wanted anyway.</summary>
    public const string LargestPage = "200";

    /// <summary>One page after the other, as they arrive.</summary>
    public static async IAsyncEnumerable<JsonElement> EachAsync(
        Api api,
        string path,
        QueryText query,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken stop
    )
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        while (true)
        {
            var page = await api.GetAsync(path, query, stop);
            yield return page;

            // A server that returns the same cursor again would make this loop endless.
            if (page.Text("next") is not { Length: > 0 } next || !seen.Add(next))
                yield break;

            query = query.After(next);
        }
    }

    /// <summary>All pages as if they were one: the first with the items of the others, and no 'next'.</summary>
    public static async Task<JsonElement> AllAsync(
        Api api,
        string path,
        QueryText query,
        CancellationToken stop,
        string list = "items"
    )
    {
        JsonObject? whole = null;
        await foreach (var page in EachAsync(api, path, query, stop))
        {
            if (whole is null)
            {
                whole = JsonObject.Create(page)!;
                whole.Remove("next");
                continue;
            }

            foreach (var item in page.Items(list))
                whole[list]!.AsArray().Add(JsonNode.Parse(item.GetRawText()));
        }

        return JsonSerializer.SerializeToElement(whole);
    }
}
