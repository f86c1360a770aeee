using Negotiations.Events;
using Negotiations.Json;
using Negotiations.Server.Http;
using Negotiations.Views;

namespace Negotiations.Server.Status;

/// <summary>What a list is filtered by and ordered by.</summary>
internal sealed record ListQuery(
    Phase? Phase, Health? Health, Views.Security? Security, NegotiationKind? Kind, Subject? Subject, string? Party, string? Text,
    DateTimeOffset? ChangedSince, ListSort Sort, int Limit, string[]? After)
{
    private const int MaxText = 200;

    public static ListQuery Read(Query query)
    {
        var text = query.Text("q");
        if (text?.Length > MaxText)
            query.Refuse("q", $"q has {text.Length} characters, and at most {MaxText} are searched for.");

        var sort = ListSort.Id;
        if (query.Text("sort") is { } named && !ListSort.TryRead(named, out sort))
            query.Refuse("sort", $"sort={named} is not known. It is one of {string.Join(", ", ListSort.Names)}; a minus sign before it turns the order round.");

        // A place in one order is none in another.
        var after = query.After(3);
        if (after is not null && after[0] != sort.WireName)
            query.RefuseCursor();

        return new ListQuery(
            query.Value<Phase>("phase"), query.Value<Health>("health"), query.Value<Views.Security>("security"), query.Value<NegotiationKind>("kind"), query.Value<Subject>("subject"),
            query.Text("party"), text, query.Instant("changedSince"), sort, query.Limit(), after?[1..]);
    }

    /// <summary>The same filter in memory, for lists on other clocks.</summary>
    public bool Takes(Standing standing)
    {
        var status = standing.Status;
        return (Phase is null || Phase == status.Phase.Possible)
            && (Health is null || Health == status.Health)
            && (Security is null || Security == status.Security)
            && (Kind is null || Kind == status.Kind)
            && (Subject is null || Subject == status.Subject)
            && (Party is null || standing.Actors.Any(actor => string.Equals(actor.Id, Party, StringComparison.OrdinalIgnoreCase)))
            && (Text is null || Text.Split(' ', StringSplitOptions.RemoveEmptyEntries).All(word => status.Title.Contains(word, StringComparison.OrdinalIgnoreCase) || status.Id.Contains(word, StringComparison.OrdinalIgnoreCase)))
            && (ChangedSince is null || status.RecordedAt > ChangedSince);
    }
}

/// <summary>The order of a list. Ties are broken by id, so that the order is total and a cursor points to one place in it.</summary>
/// <param name="Name">The wire name of the field.</param>
/// <param name="Column">Its column in the status table.</param>
/// <param name="Descending">Turned round.</param>
/// <param name="Read">Its value, as text that sorts as the column does.</param>
internal sealed record ListSort(string Name, string Column, bool Descending, Func<Summary, string> Read)
{
    public static readonly ListSort Id = new("id", "id", false, summary => summary.Id);

    private static readonly ListSort[] Fields =
    [
        Id,
        new("title", "title", false, summary => summary.Title),
        new("recordedAt", "recorded_at", false, summary => InstantConverter.Print(summary.RecordedAt)),
    ];

    public string WireName => Descending ? "-" + Name : Name;

    public static IEnumerable<string> Names => Fields.Select(each => each.Name);

    public static bool TryRead(string text, out ListSort sort)
    {
        var descending = text.StartsWith('-');
        var found = Array.Find(Fields, each => each.Name == text.TrimStart('-'));
        sort = found is null ? Id : found with { Descending = descending };
        return found is not null;
    }
}
