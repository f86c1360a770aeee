using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Negotiations.Actors;
using Negotiations.Json;
using Negotiations.Record;
using Negotiations.Search;
using Negotiations.Views;

namespace Negotiations.Cli.Verifying;

/// <summary>What lists should show of a negotiation, by its events.</summary>
internal sealed class ListedRow
{
    private readonly byte[] summary;

    private ListedRow(FoldResult standing, byte[] summary) => (Id, this.summary) = (standing.Status.Id, summary);

    public string Id { get; }

    public required long Version { get; init; }

    /// <summary>One that went on in another is counted there.</summary>
    public required bool IsListed { get; init; }

    /// <summary>By what a list can be filtered by.</summary>
    public required IReadOnlyDictionary<string, string> Fields { get; init; }

    /// <summary>By what a list can be sorted by.</summary>
    public required IReadOnlyDictionary<string, string> Keys { get; init; }

    /// <summary>Everyone that its facts name.</summary>
    public required IReadOnlyList<Involvement> Actors { get; init; }

    /// <summary>Which of some texts it is found by.</summary>
    public required IReadOnlySet<string> Found { get; init; }

    /// <summary>As a list shows it.</summary>
    public JsonNode Summary => JsonNode.Parse(summary)!;

    /// <summary>On each of the days on which its row may have been folded, the likeliest first; none where the events
    /// do not open it.</summary>
    /// <param name="negotiation">With all its events.</param>
    /// <param name="day">The day that had begun everywhere when the lists were read.</param>
    /// <param name="texts">What is looked for.</param>
    /// <param name="registry">By whose names.</param>
    public static IReadOnlyList<ListedRow> Of(
        Negotiation negotiation,
        DateOnly day,
        IReadOnlyDictionary<string, SearchTerms> texts,
        ActorRegistry registry
    )
    {
        if (StatusFold.Of(negotiation, Clocks.OfNow(day.AddDays(-1))) is not { } before)
            return [];

        return before.NextTurn is null || before.NextTurn > day.AddDays(1)
            ? [Of(before, texts, registry)]
            :
            [
                .. new[] { day, day.AddDays(1), day.AddDays(-1) }
                    .Select(each => StatusFold.Of(negotiation, Clocks.OfNow(each)))
                    .OfType<FoldResult>()
                    .Select(standing => Of(standing, texts, registry)),
            ];
    }

    private static ListedRow Of(
        FoldResult standing,
        IReadOnlyDictionary<string, SearchTerms> texts,
        ActorRegistry registry
    )
    {
        var status = standing.Status;
        Dictionary<string, string> fields = new()
        {
            ["kind"] = WireName.Of(status.Kind),
            ["subject"] = WireName.Of(status.Subject),
            ["security"] = WireName.Of(status.Security.State),
        };
        if (status.Phase is { } phase)
            fields["phase"] = WireName.Of(phase.Shown);
        if (status.Health is { } health)
            fields["health"] = WireName.Of(health);

        return new ListedRow(standing, JsonSerializer.SerializeToUtf8Bytes(standing.Summary, EventJson.Options))
        {
            Version = status.Version,
            IsListed = standing.Merge is null,
            Fields = fields,
            Keys = new Dictionary<string, string>
            {
                ["title"] = status.Title,
                ["recordedAt"] = InstantConverter.Print(status.RecordedAt),
                ["phase"] = status.Phase is { } at
                    ? ((int)at.Shown + 1).ToString("00", CultureInfo.InvariantCulture)
                    : "00",
                ["lastEvent"] = LastEvent.SortKey(status.LastEvent),
            },
            Actors = standing.Actors,
            Found = texts
                .Where(text => text.Value.All.Count > 0 && text.Value.All.All(term => Finds(term, standing, registry)))
                .Select(text => text.Key)
                .ToHashSet(StringComparer.Ordinal),
        };
    }

    /// <summary>The actors as the events of the registry leave them.</summary>
    public static ActorRegistry RegistryOf(LogCopy copy) =>
        ActorRegistry.BuiltIn.With(
            copy.Events.Where(each => each.Negotiation.StartsWith(ActorRecord.StreamPrefix, StringComparison.Ordinal))
                .GroupBy(each => each.Negotiation[ActorRecord.StreamPrefix.Length..], StringComparer.Ordinal)
                .Select(each => ActorRecord.Of(each.Key, each.Select(one => one.ToRecorded())).Actor())
                .OfType<KnownActor>()
        );

    private static bool Finds(SearchTerm term, FoldResult standing, ActorRegistry registry) =>
        standing.Search.Has(term)
        || registry.CodesBeginning(term) is { Count: > 0 } codes
            && standing.Actors.Any(actor => codes.Contains(actor.Id));
}
