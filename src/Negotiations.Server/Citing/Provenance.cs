using System.Globalization;
using System.Text.Json.Nodes;
using Negotiations.Events;
using Negotiations.Json;
using Negotiations.Record;
using Negotiations.Values;
using Negotiations.Views;

namespace Negotiations.Server.Citing;

/// <summary>
/// Where a view comes from, as a graph (W3C PROV-O in JSON-LD 1.1): the view and what it was folded from; each event
/// with its sources, and by whom it was recorded; what was corrected, taken back or erased since, by which act.
/// </summary>
internal sealed class Provenance
{
    private readonly JsonArray graph = [];
    private readonly HashSet<string> agents = [];
    private readonly string home;

    private Provenance(string home) => this.home = home;

    /// <summary>The graph of a view; null when nothing was known on these clocks.</summary>
    /// <param name="negotiation">All that is recorded of it.</param>
    /// <param name="clocks">Those the view is shown on.</param>
    /// <param name="root">The address of this server.</param>
    public static JsonObject? Of(Negotiation negotiation, Clocks clocks, string root)
    {
        if (StatusFold.Of(negotiation, clocks) is not { } standing)
            return null;

        var provenance = new Provenance($"{root}/api/negotiations/{negotiation.Id}/provenance");
        provenance.AddAll(
            negotiation,
            clocks,
            standing.Status,
            root + Permalink.Of(negotiation, CitedView.Status, clocks, namesDay: true)
        );
        return new JsonObject { ["@context"] = ProvenanceTerms.Context(), ["@graph"] = provenance.graph };
    }

    private void AddAll(Negotiation negotiation, Clocks clocks, Views.Status status, string permalink)
    {
        var known = KnownEvents.Of(negotiation.Events, clocks);
        var effective = EffectiveSet.Of(known).ToDictionary(each => each.Id);
        var entries = History.Shown(negotiation, clocks).ToDictionary(each => each.EventId);
        var retractions = known
            .Where(each => each.Event is EventRetracted && !entries[each.EventId].Retracted)
            .ToLookup(each => ((Act)each.Event).Target);
        var attachments = known
            .Where(each =>
                each.Event is SourceAttached { Stance: not Stance.Disputes } && !entries[each.EventId].Retracted
            )
            .ToLookup(each => ((Act)each.Event).Target);

        AddView(
            status,
            clocks,
            permalink,
            known.Where(each => !entries[each.EventId].Retracted && each.Event is not EventRetracted),
            known
        );
        foreach (var recorded in known)
        {
            var attached = attachments[recorded.EventId]
                .SelectMany(act => act.Event.Sources.Select((_, at) => Source(act.EventId, at)));
            var node = AddEvent(recorded, Own(recorded, effective, negotiation), attached);
            if (entries[recorded.EventId].Retracted && retractions[recorded.EventId].LastOrDefault() is { } retraction)
            {
                node["wasInvalidatedBy"] = Recording(retraction.EventId);
                node["invalidatedAtTime"] = InstantConverter.Print(retraction.RecordedAt);
            }

            if (recorded.Erased is { } erased)
                AddErasure(recorded, erased, node);
        }
    }

    private void AddView(
        Views.Status status,
        Clocks clocks,
        string permalink,
        IEnumerable<RecordedEvent> counting,
        IEnumerable<RecordedEvent> known
    )
    {
        var program = Agent("prov:SoftwareAgent", "program", $"Negotiations, fold {StatusFold.Version}");
        graph.Add(
            new JsonObject
            {
                ["@id"] = permalink,
                ["@type"] = "prov:Entity",
                ["type"] = "status",
                ["identifier"] = status.Id,
                ["title"] = status.Title,
                ["version"] = status.Version,
                ["asOf"] = clocks.AsOf.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                ["wasGeneratedBy"] = $"{permalink}#fold",
                ["wasDerivedFrom"] = References(counting.Select(each => Event(each.EventId))),
            }
        );
        graph.Add(
            new JsonObject
            {
                ["@id"] = $"{permalink}#fold",
                ["@type"] = "prov:Activity",
                ["type"] = "fold",
                ["used"] = References(known.Select(each => Event(each.EventId))),
                ["wasAssociatedWith"] = program,
            }
        );
    }

    private JsonObject AddEvent(RecordedEvent recorded, IReadOnlyList<Source> sources, IEnumerable<string> attached)
    {
        var own = sources.Select((_, at) => Source(recorded.EventId, at)).ToList();
        var node = new JsonObject
        {
            ["@id"] = Event(recorded.EventId),
            ["@type"] = "prov:Entity",
            ["type"] = EventJson.NameOf(recorded.Event),
            ["identifier"] = recorded.EventId.ToString(),
            ["version"] = recorded.Version,
            ["sequence"] = recorded.Sequence,
            ["occurred"] = recorded.Event.Occurred?.Text,
            ["generatedAtTime"] = InstantConverter.Print(recorded.RecordedAt),
            ["wasGeneratedBy"] = Recording(recorded.EventId),
            ["hadPrimarySource"] = References(own.Concat(attached)),
        };
        if (recorded.Event.Claim?.AttributedTo is { } speaker)
            node["wasAttributedTo"] = Agent("prov:Agent", "speaker", speaker);

        if (recorded.Event is Act act)
        {
            node["references"] = Event(act.Target);
            if (act is EventCorrected)
                node["wasRevisionOf"] = Event(act.Target);
        }

        Add(node);
        Add(
            new JsonObject
            {
                ["@id"] = Recording(recorded.EventId),
                ["@type"] = "prov:Activity",
                ["type"] = recorded.Event switch
                {
                    EventCorrected => "correction",
                    EventRetracted => "retraction",
                    _ => "recording",
                },
                ["comment"] = (recorded.Event as EventCorrected)?.Reason
                    ?? (recorded.Event is EventRetracted retraction ? WireName.Of(retraction.Reason) : null),
                ["endedAtTime"] = InstantConverter.Print(recorded.RecordedAt),
                ["used"] = References(own),
                ["wasAssociatedWith"] = Agent("prov:Agent", "subject", recorded.RecordedBy),
            }
        );
        foreach (var (at, source) in sources.Index())
            Add(
                new JsonObject
                {
                    ["@id"] = Source(recorded.EventId, at),
                    ["@type"] = "prov:Entity",
                    ["type"] = "source",
                    ["title"] = source.Title,
                    ["identifier"] = source.Symbol,
                    ["published"] = source.Published?.Text,
                    ["language"] = source.Language,
                    ["pagination"] = source.Locator,
                    ["sha256"] = source.Sha256,
                    ["url"] = Uri.TryCreate(source.Url, UriKind.Absolute, out var address) ? address.AbsoluteUri : null,
                    ["wasAttributedTo"] = source.Publisher is { } publisher
                        ? Agent("prov:Organization", "publisher", publisher)
                        : null,
                }
            );

        return node;
    }

    // The event as it was appended is gone; what is shown is what was left of it.
    private void AddErasure(RecordedEvent recorded, Erased erased, JsonObject node)
    {
        var (appended, erasure) = ($"{Event(recorded.EventId)}#appended", $"{Event(recorded.EventId)}#erasure");
        node["comment"] = $"Erased: {erased.Reason}";
        node["wasRevisionOf"] = References(
            node["wasRevisionOf"] is { } target ? [target.GetValue<string>(), appended] : [appended]
        );
        Add(
            new JsonObject
            {
                ["@id"] = appended,
                ["@type"] = "prov:Entity",
                ["generatedAtTime"] = InstantConverter.Print(recorded.RecordedAt),
                ["wasGeneratedBy"] = Recording(recorded.EventId),
                ["wasInvalidatedBy"] = erasure,
                ["invalidatedAtTime"] = InstantConverter.Print(erased.At),
            }
        );
        Add(
            new JsonObject
            {
                ["@id"] = erasure,
                ["@type"] = "prov:Activity",
                ["type"] = "erasure",
                ["comment"] = erased.Reason,
                ["endedAtTime"] = InstantConverter.Print(erased.At),
                ["wasAssociatedWith"] = Agent("prov:Agent", "subject", erased.By),
            }
        );
    }

    // A correction may have given its target other sources: they are those of the last one that is in force.
    private static IReadOnlyList<Source> Own(
        RecordedEvent recorded,
        Dictionary<Guid, EffectiveEvent> effective,
        Negotiation negotiation
    )
    {
        if (
            recorded.Event is not EventCorrected correction
            || !effective.TryGetValue(correction.Target, out var target)
            || target.Corrections is not [.., var last]
            || last.EventId != recorded.EventId
        )
            return recorded.Event.Sources;

        var appended = negotiation.Find(correction.Target)!.Event.Sources;
        return [.. recorded.Event.Sources.Union(target.Fact.Sources.Except(appended))];
    }

    private string Agent(string kind, string role, string name)
    {
        var id = $"{home}#{role}/{Uri.EscapeDataString(name)}";
        if (agents.Add(id))
            graph.Add(
                new JsonObject
                {
                    ["@id"] = id,
                    ["@type"] = kind == "prov:Agent" ? kind : new JsonArray("prov:Agent", kind),
                    ["type"] = role,
                    ["name"] = name,
                }
            );

        return id;
    }

    // What a source does not say is left out.
    private void Add(JsonObject node)
    {
        foreach (
            var absent in node.Where(member => member.Value is null or JsonArray { Count: 0 })
                .Select(member => member.Key)
                .ToList()
        )
            node.Remove(absent);

        graph.Add(node);
    }

    private static JsonArray References(IEnumerable<string> ids) => [.. ids.Distinct()];

    private static string Event(Guid id) => $"urn:uuid:{id}";

    private static string Recording(Guid id) => $"urn:uuid:{id}#recording";

    private static string Source(Guid id, int at) =>
        string.Create(CultureInfo.InvariantCulture, $"urn:uuid:{id}#source-{at + 1}");
}
