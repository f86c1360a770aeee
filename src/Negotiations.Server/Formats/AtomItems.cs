using System.ServiceModel.Syndication;
using System.Text.Json.Nodes;
using Negotiations.Dashboard.Languages;
using Negotiations.Events;
using Negotiations.Json;
using Negotiations.Record;
using Negotiations.Store.Feed;
using Negotiations.Store.Seeing;
using Negotiations.Views;

namespace Negotiations.Server.Formats;

/// <summary>Events as entries of an Atom feed.</summary>
/// <param name="root">Where this server answers.</param>
/// <param name="words">In the reader's language.</param>
internal sealed class AtomItems(string root, Words words)
{
    // A patch may change a whole figure, and a reader of feeds shows a line or two.
    private const int MostChanges = 12;

    /// <param name="each">The event.</param>
    /// <param name="negotiation">At least as far as it.</param>
    public SyndicationItem Of(LiveEvent each, Negotiation negotiation)
    {
        var entry = each.Entry;
        var fate = negotiation.Find(entry.EventId) is { Event: Act } act ? Fate.Of(negotiation, act) : null;
        var headline = entry.Saying(words.Headline).Headline?.Text;
        var item = Empty(
            each,
            $"{TitleOf(negotiation)}: {SayIn(entry, fate, headline)}",
            SummaryOf(entry, fate, headline)
        );
        item.Categories.Add(new SyndicationCategory(entry.Type));
        item.Categories.Add(new SyndicationCategory(each.Negotiation));
        item.PublishDate = entry.RecordedAt;
        item.LastUpdatedTime = UpdatedAt(entry, fate);
        foreach (var source in entry.Sources)
            if (Uri.TryCreate(source.Url, UriKind.Absolute, out var address))
                item.Links.Add(new SyndicationLink(address, "via", source.Voice(), null, 0));

        AddChange(item, entry);
        if (fate is not null)
            item.Links.Add(
                new SyndicationLink(
                    new Uri($"{PageOf(each)}#e-{fate.Fact.EventId}"),
                    "related",
                    entry.Result?.Type,
                    null,
                    0
                )
            );

        return item;
    }

    /// <summary>Two actors became one, or two again: a filter by one of them finds something else since.</summary>
    public SyndicationItem OfMerge(LiveEvent each)
    {
        var entry = each.Entry;
        var actor = words.Actor(entry.Actor!);
        var title = entry.Data.TryGetProperty("into", out var into)
            ? words["atom.merged", actor, words.Actor(into.GetString()!)]
            : words["atom.unmerged", actor];
        List<string> said = [title];
        if (entry.Data.TryGetProperty("reason", out var reason))
            said.Add(reason.GetString()!);

        said.Add(words["atom.source", string.Join("; ", entry.Sources.Select(source => source.Voice()))]);
        said.AddRange(SayChange(entry));
        var item = Empty(each, title, string.Join(' ', said));
        item.Categories.Add(new SyndicationCategory(entry.Type));
        item.Categories.Add(new SyndicationCategory(each.Negotiation));
        item.PublishDate = entry.RecordedAt;
        AddChange(item, entry);
        return item;
    }

    // For programs: a category, and the link behind the sentence.
    private void AddChange(SyndicationItem item, FeedEntry entry)
    {
        if (entry.Filter is not { } change)
            return;

        item.Categories.Add(new SyndicationCategory(WireName.Of(change.Change)));
        if (change.Events is { } address)
            item.Links.Add(new SyndicationLink(new Uri(root + address), "collection", null, "application/json", 0));
    }

    private IEnumerable<string> SayChange(FeedEntry entry) =>
        entry.Filter switch
        {
            { Change: FilterChangeKind.Entered, Events: var address } => [words["atom.entered", root + address]],
            { Change: FilterChangeKind.ActorsChanged, Events: var address } =>
            [
                words["atom.actors-changed", root + address],
            ],
            { Change: FilterChangeKind.Left } => [words["atom.left"]],
            _ => [],
        };

    /// <summary>When an entry last said something else: an erasure takes words from it that readers have.</summary>
    /// <remarks>Also from an act that repeats what another event said. To whom times are minutes, an erasure is at the
    /// end of its minute: a reader that goes by this time shows the entry again, also if it was recorded in the same
    /// one.</remarks>
    private static DateTimeOffset UpdatedAt(FeedEntry entry, Fate? fate) =>
        (fate is null ? [] : fate.Acts.Prepend(fate.Fact).Select(each => each.Erased?.At))
            .Append(entry.Erased?.At)
            .Max()
            is { } erased
            ? Sight.Through(erased)
            : entry.RecordedAt;

    public SyndicationItem Unreadable(LiveEvent each) =>
        Empty(
            each,
            "unreadable",
            $"Event {each.Entry.EventId}, version {each.Entry.Version} of {each.Negotiation}, cannot be rendered."
        );

    private SyndicationItem Empty(LiveEvent each, string title, string text) =>
        new(title, text, new Uri(PageOf(each)))
        {
            Id = $"urn:uuid:{each.Entry.EventId}",
            LastUpdatedTime = UpdatedAt(each.Entry, null),
        };

    // A notice has no version of the negotiation: it is of a day.
    private string PageOf(LiveEvent each) =>
        each.Entry.Actor is { } actor ? $"{root}/parties/{actor}"
        : each.IsNotice ? $"{root}/negotiations/{each.Negotiation}"
        : $"{root}/negotiations/{each.Negotiation}?version={each.Entry.Version}";

    // Of an act, what the fact says by it, or said before it was taken back.
    private string SayIn(FeedEntry entry, Fate? fate, string? headline) =>
        fate is null ? headline ?? words.Type(entry.Type)
        : (Say(fate.After) ?? Say(fate.Before) ?? Say(fate.Said.After)) is { } fact
            ? $"{words.Type(entry.Type)}: {fact}"
        : words.Type(entry.Type);

    private string SummaryOf(FeedEntry entry, Fate? fate, string? headline)
    {
        List<string> said = [];
        if (headline is not null)
            said.Add(headline);

        if (fate is not null)
            said.AddRange(Changed(fate));

        said.AddRange(SayChange(entry));

        if ((entry.OccurredText ?? entry.Occurred?.Text) is { } occurred)
            said.Add(words["atom.occurred", occurred]);

        var sources = entry
            .Sources.Select(source =>
                source.Published is { } published ? $"{source.Voice()}, {published}" : source.Voice()
            )
            .ToList();
        if (sources.Count > 0)
            said.Add(words["atom.source", string.Join("; ", sources)]);

        said.Add(
            words[
                "atom.recorded",
                InstantConverter.Print(entry.RecordedAt),
                words.Number(entry.Version),
                entry.Negotiation!
            ]
        );
        return string.Join(' ', said);
    }

    // What the act is on, why, and what the fact says before and after it.
    private IEnumerable<string> Changed(Fate fate)
    {
        var (before, after) = (fate.Before, fate.After);
        var isTakenBack = before is null && after is null;
        if (isTakenBack)
            (before, after) = SaidAround(fate);

        if (fate.Acts.Count > 0)
            yield return fate.Acts[^1].Event switch
            {
                EventCorrected correction => words["atom.corrected", correction.Reason.TrimEnd('.')],
                EventRetracted retraction => words["atom.retracted", words.Of(retraction.Reason)],
                SourceAttached source => words["atom.attached", words.Of(source.Stance ?? Stance.Confirms)],
                _ => words.Type(EventJson.NameOf(fate.Acts[^1].Event)),
            };

        var (said, says) = (Say(before), Say(after));
        if (said == says)
        {
            if (says is not null)
                yield return words["atom.about", says];
        }
        else
        {
            yield return words["atom.before", said ?? words["atom.nothing"]];
            yield return words["atom.after", says ?? words["atom.nothing"]];
        }

        if (before is not null && after is not null)
            foreach (var change in Difference.Between(Data(before), Data(after)).Take(MostChanges))
                yield return $"{change.Field}: {Print(change.Before)} → {Print(change.After)}.";

        if (isTakenBack)
            yield return words["atom.taken-back"];
    }

    // What a fact that does not count says before and after an act.
    private static (EffectiveEvent? Before, EffectiveEvent? After) SaidAround(Fate fate)
    {
        var said = fate.Said;
        return said.Acts.Count > 0 && said.Acts[^1] == fate.Acts[^1]
            ? (said.Before, said.After)
            : (said.After, said.After);
    }

    private string? Say(EffectiveEvent? fact) =>
        fact is not null && Headline.Of(fact.Recorded with { Event = fact.Fact }) is { } headline
            ? words.Headline(headline)
            : null;

    private static JsonObject? Data(EffectiveEvent fact) => JsonObject.Create(EventJson.ToElement(fact.Fact));

    private static string Print(JsonNode? value) => value?.ToJsonString(EventJson.Options) ?? "–";

    private static string TitleOf(Negotiation negotiation) =>
        negotiation.Events.Select(each => each.Event).OfType<NegotiationOpened>().FirstOrDefault()?.Title
        ?? negotiation.Id;
}
