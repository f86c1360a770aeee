using System.Globalization;
using Negotiations.Events;
using Negotiations.Values;

namespace Negotiations.Import.Statements;

/// <summary>The opening of a negotiation as a release has it, made up of all its rows.</summary>
internal static class StatedOpening
{
    // Actors that an opening names at most.
    private const int MostActors = 200;

    // Under which the numbers stay that a process had before.
    private const string Former = "-former";

    /// <summary>For a negotiation that is new. No one says when talks began; the first thing the dataset states of
    /// them was not before they did.</summary>
    public static NegotiationOpened New(ApplyRelease request, Guid id) =>
        new()
        {
            EventId = id,
            Occurred = Before(First(request) ?? request.Release.Published),
            Sources = [request.Release.ToSource(null)],
            Actors = ActorsOf(request.Destination.Actors),
            ExternalIds = request.Destination.ExternalIds,
            Title = request.Destination.Title,
            Kind = request.Destination.Kind,
            Subject = request.Destination.Subject,
        };

    /// <summary>What the release says of an opening of its own dataset: of the rest it says nothing, and so it stays as
    /// it is.</summary>
    /// <param name="request">With a row at least.</param>
    /// <param name="before">As the dataset last stated it.</param>
    public static NegotiationOpened Of(ApplyRelease request, NegotiationOpened before)
    {
        var isAll = request.IsWhole && request.Coverage.IsWhole && request.Withheld.Count == 0;
        var destination = request.Destination;
        var now = before with
        {
            Title = destination.HasTitle ? destination.Title : before.Title,
            Kind = destination.Kind,
            Subject = destination.Subject,
            ExternalIds = IdsOf(before.ExternalIds, destination.ExternalIds),
        };
        if (First(request) is { } first && (isAll || before.Occurred?.Latest is not { } day || first < day))
            now = now with { Occurred = Before(first) };

        if (destination.Actors.Count > 0)
            now = now with
            {
                Actors = isAll
                    ? ActorsOf(destination.Actors)
                    : ActorsOf([
                        .. destination.Actors,
                        .. before.Actors?.Select(actor => actor.Id).OfType<string>() ?? [],
                    ]),
            };

        return now;
    }

    /// <summary>A number that the publisher gave up is under a scheme of its own: what it numbers now is found by it.
    /// </summary>
    private static IReadOnlyList<ExternalId>? IdsOf(
        IReadOnlyList<ExternalId>? before,
        IReadOnlyList<ExternalId>? stated
    )
    {
        if (stated is not { Count: > 0 })
            return before;

        List<ExternalId> ids = [.. stated];
        foreach (var id in before ?? [])
        {
            var isGivenUp = stated.Any(each => each.Scheme == id.Scheme && each.Id != id.Id);
            var stays = isGivenUp ? id with { Scheme = id.Scheme + Former } : id;
            if (!ids.Contains(stays))
                ids.Add(stays);
        }

        return ids;
    }

    private static DateOnly? First(ApplyRelease request) =>
        request.Statements.Select(each => each.Fact.Occurred?.Earliest).Where(day => day is not null).Min();

    private static Edtf Before(DateOnly first) =>
        Edtf.Parse($"[..{first.ToString("O", CultureInfo.InvariantCulture)}]");

    private static List<Actor>? ActorsOf(IReadOnlyList<string> codes) =>
        codes.Count == 0
            ? null
            :
            [
                .. codes
                    .Distinct(StringComparer.Ordinal)
                    .Order(StringComparer.Ordinal)
                    .Take(MostActors)
                    .Select(code => new Actor { Id = code }),
            ];
}
