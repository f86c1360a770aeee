using System.Globalization;
using System.Text.Json;
using Negotiations.Dashboard.Routes;
using Negotiations.Json;
using Negotiations.Search;
using Negotiations.Server.Http;
using Negotiations.Store.Queries;
using Negotiations.Views;

namespace Negotiations.Server.Status;

/// <summary>One list of a status, page by page, where the status itself shows only its first items.</summary>
internal static class StatusListEndpoint
{
    public static async Task<IResult> ListAsync(string id, string list, HttpContext context, StatusReplay replay)
    {
        var query = new Query(context.Request.Query);
        var asked = ClocksQuery.Read(query, replay.Clock);
        var limit = query.Limit();
        var place = Read(query);
        if (query.Problem is { } wrong)
            return wrong;

        // Later pages are of the view of the first, whatever is recorded or however many days pass meanwhile.
        if (place is { } pinned)
            asked = asked with { Version = pinned.Version, AsOf = asked.AsOf ?? pinned.AsOf };

        var (replayed, refused) = await replay.OfAsync(id, asked, context);
        if (replayed is null)
            return refused!;

        using var status = JsonDocument.Parse(replayed.Json);
        if (LongLists.Find(status.RootElement, list) is not { } items)
            return NoList(list, status.RootElement);

        var from = place?.From ?? 0;
        var page = items.EnumerateArray().Skip(from).Take(limit).ToList();
        var next =
            from + page.Count < items.GetArrayLength()
                ? Write(from + page.Count, replayed.Clocks, replayed.Version)
                : null;
        Links.AddNext(context, next);
        return JsonAnswer.Of(
            context,
            new StatusListPage(page, next, asked.IsNow ? null : replayed.Answered, items.GetArrayLength())
        );
    }

    private static IResult NoList(string list, JsonElement status)
    {
        List<string> known = [.. LongLists.PathsOf(status).Order(StringComparer.Ordinal)];
        return Problem.Of(
            StatusCodes.Status404NotFound,
            "list-not-found",
            $"A status has no list '{list}'.{NearestName.Ask(list, known)} It has {string.Join(", ", known)}."
        );
    }

    private static string Write(int from, Clocks clocks, long version) =>
        Cursor.Write(
            from.ToString(CultureInfo.InvariantCulture),
            version.ToString(CultureInfo.InvariantCulture),
            clocks.AsOf.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
        );

    private static (int From, long Version, DateOnly AsOf)? Read(Query query)
    {
        if (query.After(3) is not [var from, var version, var asOf])
            return null;

        if (
            int.TryParse(from, NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            && long.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out var last)
            && DateOnly.TryParseExact(
                asOf,
                "yyyy-MM-dd",
                CultureInfo.InvariantCulture,
                DateTimeStyles.None,
                out var day
            )
        )
            return (count, last, day);

        query.RefuseCursor();
        return null;
    }
}

/// <summary>One page of a list of a status.</summary>
/// <param name="Items">As the status shows them, in its order.</param>
/// <param name="Next">The cursor of the next page; null on the last.</param>
/// <param name="Clocks">Those it is seen on; null: now.</param>
/// <param name="Count">How many items the list has on all pages.</param>
public sealed record StatusListPage(IReadOnlyList<JsonElement> Items, string? Next, AnsweredClocks? Clocks, int Count)
    : Page<JsonElement>(Items, Next, Clocks);
