using System.Text.Json.Nodes;
using Negotiations.Events;
using Negotiations.Json;
using Negotiations.Values;

namespace Negotiations.Views;

/// <summary>Provisions of one instrument, each with its latest status: the last report of it wins.</summary>
internal static class ProvisionFold
{
    /// <param name="facts">Facts on the instrument in the reference placing.</param>
    public static IReadOnlyList<ProvisionView> Of(IEnumerable<EffectiveEvent> facts)
    {
        OrderedDictionary<string, ProvisionView> latest = new(StringComparer.Ordinal);
        foreach (var each in facts)
        foreach (var (key, provision) in In(each))
            latest[key] = new ProvisionView(
                provision.Id,
                provision.Title ?? latest.GetValueOrDefault(key)?.Title,
                provision.Status!.Value,
                each.Occurred,
                each.Id,
                each.Held
            );

        return [.. latest.Values];
    }

    /// <param name="readings">
    /// What is known of the instrument: in the reference, then where other acts may be on it.
    /// </param>
    /// <param name="moment">What is asked about.</param>
    /// <returns>
    /// By provision, the statuses it may have in another placing or reading; null: it may not be on record. Those with
    /// one only are left out.
    /// </returns>
    public static IEnumerable<(string Member, IReadOnlyList<JsonNode?> Possible)> Variants(
        IReadOnlyList<IReadOnlyList<PlacedEvent>> readings,
        Moment moment
    )
    {
        if (!readings.Any(events => events.Any(each => each.Event.Fact is ProvisionsReported)))
            yield break;

        var writers = readings.Select(events => Writers(events, moment)).ToList();
        foreach (var key in writers.SelectMany(each => each.Keys).Distinct(StringComparer.Ordinal))
        {
            var shown = writers[0].GetValueOrDefault(key)?.FindLast(each => !each.By.IsDenied)?.Value;
            List<ProvisionStatus?> possible =
            [
                shown,
                .. writers.SelectMany(each => Possible(each.GetValueOrDefault(key))),
            ];
            possible = [.. possible.Distinct()];
            if (possible.Count > 1)
                yield return (
                    $"provisions[{key}].status",
                    [.. possible.Select(value => value is { } status ? (JsonNode?)WireName.Of(status) : null)]
                );
        }
    }

    private static OrderedDictionary<string, List<Writer<ProvisionStatus>>> Writers(
        IReadOnlyList<PlacedEvent> events,
        Moment moment
    )
    {
        OrderedDictionary<string, List<Writer<ProvisionStatus>>> writers = new(StringComparer.Ordinal);
        foreach (var each in events.Where(moment.MayBe))
        foreach (var (key, provision) in In(each.Event))
        {
            if (!writers.TryGetValue(key, out var of))
                writers.Add(key, of = []);

            of.Add(new(provision.Status!.Value, each.Event, each.From, moment.Clamp(each.To), moment.IsFirm(each)));
        }

        return writers;
    }

    private static IEnumerable<ProvisionStatus?> Possible(List<Writer<ProvisionStatus>>? writers)
    {
        if (writers is null)
            return [null];

        var outcome = LastWriter.Of(writers);
        var values = outcome.Last.Select(each => (ProvisionStatus?)each.Writer.Value);
        return outcome.MayBeNone ? values.Append(null) : values;
    }

    private static IEnumerable<(string Key, Provision Provision)> In(EffectiveEvent report) =>
        report.Fact is ProvisionsReported { Provisions: { } provisions }
            ? provisions.Where(each => each.Status is not null).Select(each => (each.Id ?? each.Title ?? "", each))
            : [];
}

/// <param name="Id">The name that ties its reports together.</param>
/// <param name="Title">The last known.</param>
/// <param name="Status">By its latest report.</param>
/// <param name="On">When that was.</param>
/// <param name="Claim">How it is claimed; null where no source says.</param>
public sealed record ProvisionView(
    string? Id,
    string? Title,
    ProvisionStatus Status,
    Edtf On,
    Guid EventId,
    ClaimStatus? Claim
);
