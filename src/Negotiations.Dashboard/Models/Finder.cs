using Microsoft.AspNetCore.WebUtilities;
using Negotiations.Actors;
using Negotiations.Dashboard.Context;
using Negotiations.Dashboard.Languages;
using Negotiations.Search;
using Negotiations.Store.Queries;
using Negotiations.Store.Read;
using Negotiations.Views;

namespace Negotiations.Dashboard.Models;

/// <summary>
/// Finds for the palette by the search of the board and the API: negotiations with near matches, actors of the
/// registry, and within the negotiations that fit best the events and places in which the words stand.
/// </summary>
internal sealed class Finder(NegotiationList negotiations, NearReader near, NegotiationReader reader)
{
    private const int MostOfKind = 5;
    private const int MostActorsLookedAt = 20;

    public async Task<Found> FindAsync(ListQuery asked, Words words, CancellationToken stop)
    {
        if (asked is not { Text: { } text, Terms: { All.Count: > 0 } terms })
            return new Found("", []);

        var list = asked with { Limit = MostOfKind };
        var rows = await negotiations.SummariesAsync(list, stop);
        var fits = rows.Take(MostOfKind).Select(each => each.Summary).ToList();
        List<FoundGroup> groups = [];
        Add("negotiations", fits.Select(each => new FoundItem(each.Title, words.Headline(each.Headline), Of(each.Id))));
        Add("parties", await PartiesAsync(list, words, stop));
        var facts = await FactsAsync(fits, stop);
        Add("places", Places(facts, terms, words));
        Add("events", Events(facts, terms, words));
        var count = groups.Sum(group => group.Items.Count);
        if (fits.Count == 0 && await near.OfAsync(list, stop) is { } missed)
        {
            Add("didYouMean", Meant(missed, text));
            Add("near", missed.Items.Select(each => Near(each, words)));
        }

        if (count > 0)
            Add("more", [new FoundItem(words["find.board", text], null, Board(text))]);

        return new Found(count > 0 ? words.Count("count.found", count) : words["find.none"], groups);

        void Add(string name, IEnumerable<FoundItem> items)
        {
            if (items.ToList() is { Count: > 0 } some)
                groups.Add(new FoundGroup(words[$"find.{name}"], some));
        }
    }

    private static string Of(string id) => $"/negotiations/{id}";

    private static string Board(string text) => QueryHelpers.AddQueryString("/", "q", text);

    // Only who takes part in something has a page.
    private async Task<IReadOnlyList<FoundItem>> PartiesAsync(ListQuery list, Words words, CancellationToken stop)
    {
        List<FoundItem> found = [];
        foreach (var actor in ActorSearch.Of(list.Actors, list.Text).Take(MostActorsLookedAt))
        {
            var party = AskedParty.Find(actor.Code, list.Actors);
            var its = ListQuery.Read(new Query(QueryCollection.Empty), party, list.Actors) with { Limit = 1 };
            if (party is not null && (await negotiations.SummariesAsync(its, stop)).Count > 0)
                found.Add(new FoundItem(words.Actor(actor.Code), actor.Code, $"/parties/{actor.Code}"));

            if (found.Count == MostOfKind)
                break;
        }

        return found;
    }

    private async Task<IReadOnlyList<(Summary Of, EffectiveEvent Event)>> FactsAsync(
        IEnumerable<Summary> fits,
        CancellationToken stop
    )
    {
        List<(Summary, EffectiveEvent)> facts = [];
        foreach (var summary in fits)
        {
            var negotiation = await reader.ReadAsync(summary.Id, stop);
            facts.AddRange(EffectiveSet.Of(negotiation.Events).Select(each => (summary, each)));
        }

        return facts;
    }

    private static IEnumerable<FoundItem> Places(
        IReadOnlyList<(Summary Of, EffectiveEvent Event)> facts,
        SearchTerms terms,
        Words words
    ) =>
        facts
            .Select(each => each.Event.Fact.Place?.Name)
            .OfType<string>()
            .GroupBy(name => name, StringComparer.OrdinalIgnoreCase)
            .Where(place => new SearchLine(SearchWeight.Place, place.Key).Find(terms).Count > 0)
            .OrderByDescending(place => place.Count())
            .Take(MostOfKind)
            .Select(place => new FoundItem(place.Key, words.Count("count.events", place.Count()), Board(place.Key)));

    private static IEnumerable<FoundItem> Events(
        IReadOnlyList<(Summary Of, EffectiveEvent Event)> facts,
        SearchTerms terms,
        Words words
    ) =>
        facts
            .GroupBy(each => each.Of)
            .SelectMany(
                group => EventSearch.Find(group.Select(each => each.Event), terms).Take(MostOfKind),
                (group, each) => (Of: group.Key, each.Event, each.Words)
            )
            .OrderByDescending(each => each.Words)
            .Take(MostOfKind)
            .Select(each => new FoundItem(
                EventWords.Line(each.Event.Fact, words),
                $"{words.Date(each.Event.Occurred)} · {each.Of.Title}",
                EventAddresses.Of(each.Of.Id, each.Event.Id)
            ));

    private static IEnumerable<FoundItem> Meant(NearMatches missed, string text) =>
        from word in missed.Words
        from suggestion in word.Suggestions
        let other = text.Replace(word.Word, suggestion, StringComparison.OrdinalIgnoreCase)
        select new FoundItem(other, null, null, other);

    private static FoundItem Near(NearMatch match, Words words) =>
        new(match.Title, words["find.without", string.Join(", ", match.Missing)], Of(match.Id));
}
