using System.Text.Json;
using Negotiations.Actors;
using Negotiations.Cli.Connecting;
using Negotiations.Cli.Rendering;

namespace Negotiations.Cli.Verifying;

/// <summary>The lists of a server, read to their end.</summary>
internal sealed class ShownLists(Api api)
{
    private const string MostAtOnce = "200";

    /// <summary>The rows of all pages.</summary>
    public async Task<IReadOnlyList<JsonElement>> RowsAsync(QueryText query, CancellationToken stop)
    {
        List<JsonElement> all = [];
        query = query.Add("limit", MostAtOnce);
        while (true)
        {
            var page = await api.GetAsync("/api/negotiations", query, stop);
            all.AddRange(page.Items("items"));
            if (page.Text("next") is not { } next)
                return all;

            query = query.After(next);
        }
    }

    /// <summary>Their ids, in order.</summary>
    public async Task<IReadOnlyList<string>> IdsAsync(QueryText query, CancellationToken stop) =>
        [.. (await RowsAsync(query, stop)).Select(row => row.Text("id") ?? "")];

    /// <summary>The ids that a filter finds.</summary>
    public Task<IReadOnlyList<string>> FilteredAsync(string field, string value, CancellationToken stop) =>
        IdsAsync(new QueryText().Add(field, value), stop);

    /// <summary>By field, how many have which value.</summary>
    public async Task<Func<string, IReadOnlyDictionary<string, long>>> CountsAsync(CancellationToken stop)
    {
        var query = new QueryText().Add("facets", "true").Add("limit", "1");
        var page = await api.GetAsync("/api/negotiations", query, stop);
        return field =>
            page.At($"facets.{field}") is { ValueKind: JsonValueKind.Object } counts
                ? counts.EnumerateObject().ToDictionary(each => each.Name, each => each.Value.GetInt64())
                : new Dictionary<string, long>();
    }

    /// <summary>The negotiations on the page of a party; none where there is no such page.</summary>
    public async Task<IReadOnlyList<JsonElement>> PartyAsync(string code, CancellationToken stop) =>
        await api.GetBytesAsync($"/api/parties/{Uri.EscapeDataString(code)}", stop) is { } bytes
            ? [.. JsonSerializer.Deserialize<JsonElement>(bytes).Items("negotiations")]
            : [];

    /// <summary>Negotiations and actors of which anything was recorded since.</summary>
    /// <param name="after">The last sequence of before.</param>
    /// <param name="stop">Given up while it is read.</param>
    public async Task<IReadOnlySet<string>> ChangedAsync(long after, CancellationToken stop)
    {
        var changed = new HashSet<string>(StringComparer.Ordinal);
        while (true)
        {
            var query = new QueryText().Add("after", $"{after}").Add("limit", MostAtOnce);
            var page = await api.GetAsync("/api/events", query, stop);
            foreach (var item in page.Items("items"))
                changed.Add(item.Text("negotiation") ?? ActorRecord.StreamPrefix + item.Text("actor"));

            if (page.Number("next") is not { } next || next <= after)
                return changed;

            after = next;
        }
    }
}
