using System.Text.Json;
using System.Text.Json.Nodes;
using Negotiations.Actors;
using Negotiations.Cli.Connecting;
using Negotiations.Cli.Rendering;
using Negotiations.Cli.Running;
using Negotiations.Json;
using Negotiations.Record;
using Negotiations.Search;
using Negotiations.Views;

namespace Negotiations.Cli.Verifying;

/// <summary>
/// Holds the lists of a server, their filters and orders, the pages of parties and a sample of what is found by words
/// against what the events give.
/// </summary>
internal sealed class ListCheck
{
    // Of titles that are looked for.
    private const int Samples = 50;
    private const int MostLetters = 200;
    private const string Kind = "list-differs";
    private static readonly string[] filters = ["phase", "health", "security", "kind", "subject"];
    private static readonly string[] orders = ["title", "recordedAt", "phase", "lastEvent"];

    private readonly ShownLists lists;
    private readonly LogCopy copy;
    private readonly ActorRegistry registry;
    private readonly Dictionary<string, IReadOnlyList<ListedRow>> expected = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SearchTerms> texts = new(StringComparer.Ordinal);
    private readonly List<Finding> findings = [];

    // Their events cannot be folded by others, and so nothing is said of them.
    private readonly HashSet<string> exempt;

    private ListCheck(Api api, LogCopy copy, IReadOnlySet<string> erased)
    {
        (lists, this.copy, exempt) = (new ShownLists(api), copy, new(erased, StringComparer.Ordinal));
        registry = ListedRow.RegistryOf(copy);
    }

    /// <param name="api">Of the server.</param>
    /// <param name="copy">Of its log.</param>
    /// <param name="erased">Negotiations that no one can replay.</param>
    /// <param name="report">Receives what is found.</param>
    /// <param name="stop">Given up while lists are read.</param>
    public static async Task RunAsync(
        Api api,
        LogCopy copy,
        IReadOnlySet<string> erased,
        VerifyReport report,
        CancellationToken stop
    )
    {
        var check = new ListCheck(api, copy, erased);
        try
        {
            check.Fold();
            await check.CompareAsync(report, stop);
        }
        catch (Exception failure) when (failure is CommandFailedException or JsonException or FormatException)
        {
            report.Gaps.Add($"The lists could not be compared with the events: {failure.Message}");
        }
    }

    private async Task CompareAsync(VerifyReport report, CancellationToken stop)
    {
        var rows = await lists.RowsAsync(new QueryText(), stop);
        CompareRows(rows);
        report.Count("listed", rows.Count);
        foreach (var order in orders)
            CompareOrder(order, await lists.IdsAsync(new QueryText().Add("sort", order), stop));

        var counts = await lists.CountsAsync(stop);
        foreach (var field in filters)
        foreach (var value in ValuesOf(field).Union(counts(field).Keys))
            CompareFilter(field, value, await lists.FilteredAsync(field, value, stop), row =>
                row.Fields.GetValueOrDefault(field) == value
            );

        await ComparePartiesAsync(counts("party"), stop);
        foreach (var text in texts.Keys)
            CompareFilter("q", text, await lists.FilteredAsync("q", text, stop), row => row.Found.Contains(text));

        var last = copy.Events.Count > 0 ? copy.Events[^1].Sequence : 0;
        report.Findings.AddRange(Of(await lists.ChangedAsync(last, stop)));
    }

    // What was recorded meanwhile may be in any list, and is not in the copy.
    private IEnumerable<Finding> Of(IReadOnlySet<string> changed)
    {
        var areActorsChanged = changed.Any(each => each.StartsWith(ActorRecord.StreamPrefix, StringComparison.Ordinal));
        return findings
            .Where(each => each.Negotiation is null || !changed.Contains(each.Negotiation))
            .Where(each => !areActorsChanged || each.Field is not ("party" or "q"))
            .DistinctBy(each => (each.Negotiation, each.Field));
    }

    private void Fold()
    {
        var streams = copy
            .Events.Where(each => ViewCheck.IsNegotiation(each.Negotiation))
            .GroupBy(each => each.Negotiation, StringComparer.Ordinal)
            .ToList();
        foreach (var stream in streams.Where((_, place) => place % Math.Max(1, streams.Count / Samples) == 0))
            if (Sample(stream.First().Data.Text("title")) is { } text)
                texts.TryAdd(text, SearchTerms.Of(text));

        // The rows are folded for the day that has begun everywhere.
        var day = DateOnly.FromDateTime(copy.AsOf.UtcDateTime.AddHours(-12));
        foreach (var stream in streams)
            try
            {
                var events = stream.OrderBy(each => each.Version).Select(each => each.ToRecorded());
                expected[stream.Key] = ListedRow.Of(Negotiation.Of(stream.Key, [.. events]), day, texts, registry);
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                // Where its own view is compared it is said that it cannot be replayed.
                exempt.Add(stream.Key);
            }
    }

    private static string? Sample(string? title) =>
        title is { Length: > MostLetters } ? title[..Math.Max(1, title.LastIndexOf(' ', MostLetters))] : title;

    private void CompareRows(IReadOnlyList<JsonElement> rows)
    {
        var shown = new HashSet<string>(StringComparer.Ordinal);
        foreach (var row in rows)
        {
            var id = row.Text("id") ?? "";
            shown.Add(id);
            if (exempt.Contains(id))
                continue;

            if (expected.GetValueOrDefault(id) is not [_, ..] variants)
                findings.Add(
                    new Finding("view-unfounded", "The list shows it, and there is no event it could follow from.")
                    {
                        Negotiation = id,
                    }
                );
            else if (variants.All(each => !each.IsListed))
                Add(variants[0], null, "The list shows it, and its events say that it went on in another.");
            else
                CompareRow(row, variants);
        }

        foreach (var (id, variants) in expected)
            if (variants is [var first, ..] && variants.All(each => each.IsListed) && !shown.Contains(id))
                Add(first, null, "The list does not show it.");
    }

    private void CompareRow(JsonElement row, IReadOnlyList<ListedRow> variants)
    {
        var shown = ViewCheck.WithoutNames(row);
        (shown?["lastHeard"] as JsonObject)?.Remove("days");
        IReadOnlyList<FieldChange>? first = null;
        foreach (var variant in variants)
        {
            // A list says the sentence alone.
            var folded = variant.Summary;
            (folded["headline"] as JsonObject)?.Remove("clauses");
            var differences = Difference.Between(folded, shown);
            if (differences.Count == 0)
            {
                CompareSentence(row, variant);
                return;
            }

            first ??= differences;
        }

        Add(
            variants[0],
            first![0].Field,
            $"The events give {first[0].Before?.ToJsonString() ?? "nothing"}; the list shows "
                + $"{first[0].After?.ToJsonString() ?? "nothing"}."
        );
    }

    // It is put into words by the server; that of the view is, from clauses that were compared.
    private void CompareSentence(JsonElement row, ListedRow variant)
    {
        if (
            copy.Views.GetValueOrDefault(variant.Id) is { Shown: ShownView.Now } view
            && JsonNode.DeepEquals(variant.Summary["headline"]?["clauses"], ClausesOf(view.Json))
            && row.Text("headline.text") != view.Json.Text("headline.text")
        )
            Add(
                variant,
                "headline",
                $"The view says '{view.Json.Text("headline.text")}'; the list shows '{row.Text("headline.text")}'."
            );
    }

    private static JsonNode? ClausesOf(JsonElement view) =>
        JsonArray.Create(view.GetProperty("headline").GetProperty("clauses"));

    private void CompareOrder(string order, IReadOnlyList<string> ids)
    {
        // A row that is folded just now may be in either place.
        var rows = expected
            .Values.Where(each => each is [{ IsListed: true }])
            .Select(each => each[0])
            .ToDictionary(each => each.Id, StringComparer.Ordinal);
        var shown = ids.Distinct().Where(rows.ContainsKey).ToList();
        var right = shown.OrderBy(id => rows[id].Keys[order], ByteOrder.Of).ThenBy(id => id, ByteOrder.Of).ToList();
        foreach (var id in Misplaced.In(shown, right))
            Add(rows[id], order, $"In the list by {order} it does not stand where '{rows[id].Keys[order]}' belongs.");
    }

    private void CompareFilter(string field, string value, IReadOnlyList<string> ids, Func<ListedRow, bool> isFound)
    {
        var shown = ids.ToHashSet(StringComparer.Ordinal);
        foreach (var (id, variants) in expected)
        {
            if (variants is not [var first, ..])
                continue;

            if (!shown.Contains(id) && variants.All(each => each.IsListed && isFound(each)))
                Add(first, field, $"The list with {field}={value} does not show it, and its events say that.");
            else if (shown.Contains(id) && !variants.Any(each => each.IsListed && isFound(each)))
                Add(first, field, $"The list with {field}={value} shows it, and its events do not say that.");
        }
    }

    private async Task ComparePartiesAsync(IReadOnlyDictionary<string, long> counts, CancellationToken stop)
    {
        var named = expected
            .Values.Where(each => each is [{ IsListed: true }])
            .Select(each => each[0])
            .SelectMany(row => row.Actors, (row, actor) => (Row: row, Actor: actor))
            .ToLookup(each => registry.StandingCode(each.Actor.Id), StringComparer.Ordinal);
        foreach (var code in named.Select(each => each.Key).Union(counts.Keys))
        {
            if (named[code].Select(each => each.Row.Id).Distinct().Count() != counts.GetValueOrDefault(code))
                await CompareCountAsync(code, counts.GetValueOrDefault(code), stop);

            var page = await lists.PartyAsync(code, stop);
            var shown = page.ToLookup(each => each.Text("id"), StringComparer.Ordinal);
            foreach (var row in named[code].GroupBy(each => each.Row, each => each.Actor))
                if (shown[row.Key.Id].FirstOrDefault() is var found && !IsSame(found, [.. row]))
                    Add(row.Key, "party", $"The page of {code} does not say of it what its events give.");
        }
    }

    // A filter finds it where a page of a party does not, or in too many.
    private async Task CompareCountAsync(string code, long count, CancellationToken stop)
    {
        try
        {
            CompareFilter("party", code, await lists.FilteredAsync("party", code, stop), row =>
                row.Actors.Any(actor => registry.StandingCode(actor.Id) == code)
            );
        }
        catch (CommandFailedException)
        {
            findings.Add(
                new Finding(Kind, $"The lists count {count} with {code}, which no event names.") { Field = "party" }
            );
        }
    }

    private static bool IsSame(JsonElement shown, IReadOnlyList<Involvement> actors) =>
        shown.ValueKind is JsonValueKind.Object
        && shown.Number("events") == actors.Sum(each => each.Events)
        && shown.Text("first") == actors.Select(each => each.First).Min()!.ToString()
        && shown.Text("last") == actors.Select(each => each.Last).Max()!.ToString()
        && shown
            .Items("roles")
            .Select(each => each.GetString())
            .Order()
            .SequenceEqual(actors.SelectMany(each => each.Roles).Distinct().Select(WireName.Of).Order());

    private IEnumerable<string> ValuesOf(string field) =>
        expected.Values.SelectMany(each => each).Select(row => row.Fields.GetValueOrDefault(field)).OfType<string>();

    private void Add(ListedRow row, string? field, string detail)
    {
        if (!exempt.Contains(row.Id))
            findings.Add(
                new Finding(Kind, detail)
                {
                    Negotiation = row.Id,
                    Version = row.Version,
                    Field = field,
                }
            );
    }
}
