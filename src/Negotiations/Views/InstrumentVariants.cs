using System.Numerics;
using System.Text.Json.Nodes;
using Negotiations.Json;

namespace Negotiations.Views;

/// <summary>Members of an instrument that are another in another placing or reading.</summary>
internal static class InstrumentVariants
{
    /// <returns>Dotted paths in the status, each with every value it may have; those that have one only are left
    /// out.</returns>
    public static IEnumerable<(string Field, IReadOnlyList<JsonNode?> Possible)> Of(
        InstrumentFold instruments,
        Moment moment
    )
    {
        foreach (var instrument in instruments.All)
        {
            List<TrackedInstrument> others =
            [
                .. instruments
                    .Otherwise.Select(other => other.All.FirstOrDefault(each => IsSame(each, instrument)))
                    .OfType<TrackedInstrument>(),
            ];
            var acts = instruments.ViewOf(instrument) is null
                ? []
                : InstrumentActVariants.Of(
                    [
                        .. from each in others.Prepend(instrument)
                        let view = instruments
                            .Otherwise.Prepend(instruments)
                            .Select(fold => fold.ViewOf(each))
                            .FirstOrDefault(view => view is not null)
                        where view is not null
                        select (each, view),
                    ],
                    moment
                );
            var all = Standing(instrument, others)
                .Concat(acts)
                .Concat(DescriptionVariants.Of(instrument, others))
                .Concat(ProvisionFold.Variants([.. others.Prepend(instrument).Select(each => each.Events)], moment));

            // Of a list that parties name it is enough to say which of them.
            HashSet<string> named = new(StringComparer.Ordinal);
            foreach (
                var (member, possible) in all.Where(each =>
                    named.Add(each.Member) && !(IsOfNoRow(each, "parties[") && named.Contains("parties"))
                )
            )
                yield return ($"instruments[{instrument.Id ?? ""}].{member}", possible);
        }
    }

    private static bool IsOfNoRow((string Member, IReadOnlyList<JsonNode?> Possible) each, string list) =>
        each.Possible[0] is null && each.Member.StartsWith(list, StringComparison.Ordinal);

    private static bool IsSame(TrackedInstrument one, TrackedInstrument other) =>
        other.Id is { } id ? one.Id == id : one.Id is null && one.Events.Intersect(other.Events).Any();

    private static IEnumerable<(string Member, IReadOnlyList<JsonNode?> Possible)> Standing(
        TrackedInstrument instrument,
        List<TrackedInstrument> others
    )
    {
        if (
            others.Count == 0
            && instrument.States is { Count: 1 }
            && instrument.Successors.All(each => each.States is { Count: 1 })
        )
            yield break;

        foreach (var replaced in Replaced(instrument, others))
            yield return replaced;

        foreach (var (member, read) in Members)
        {
            // The reference comes first, as the value that the member itself shows.
            List<string> possible = [read(instrument, instrument.Reading.State)];
            foreach (var each in others.Prepend(instrument))
                possible.AddRange(each.States?.Select(state => read(each, state)) ?? []);

            List<string> distinct = [.. possible.Distinct(StringComparer.Ordinal)];
            if (distinct.Count > 1)
                yield return (
                    member,
                    [
                        .. distinct.Select(value =>
                            member == "status" ? (value.Length == 0 ? null : (JsonNode?)value) : Names(value)
                        ),
                    ]
                );
        }
    }

    // Whether it still awaits anyone is a question of what takes its place too.
    private static IEnumerable<(string Member, IReadOnlyList<JsonNode?> Possible)> Replaced(
        TrackedInstrument instrument,
        List<TrackedInstrument> others
    )
    {
        if (!others.Prepend(instrument).Any(each => each.Successors.Count > 0))
            yield break;

        List<string?> by = [instrument.Successor?.Id];
        List<string> awaiting =
        [
            instrument.Successor is null
                ? Names(instrument.Codes, instrument.Law.Awaited(instrument.Reading.State))
                : "",
        ];
        foreach (var each in others.Prepend(instrument))
        foreach (var state in each.States ?? new HashSet<InstrumentState>())
        {
            var (ids, mayStand) = Replacing(each, state);
            by.AddRange(ids);
            if (ids.Count > 0)
                awaiting.Add("");
            if (!mayStand)
                continue;

            by.Add(null);
            awaiting.Add(Names(each.Codes, each.Law.Awaited(state)));
        }

        if (by.Distinct().ToList() is { Count: > 1 } distinct)
            yield return ("supersededBy", [.. distinct.Select(id => (JsonNode?)id)]);

        if (awaiting.Distinct().ToList() is { Count: > 1 } values)
            yield return ("awaiting", [.. values.Select(Names)]);
    }

    // Of several the first is named, as the view names it.
    private static (List<string?> By, bool MayStand) Replacing(TrackedInstrument instrument, InstrumentState state)
    {
        List<string?> by = [];
        foreach (var each in instrument.Successors)
        {
            var (may, must) = each.States is { } states
                ? (states.Any(own => each.Replaces(own, state)), states.All(own => each.Replaces(own, state)))
                : (true, false);
            if (may)
                by.Add(each.Id);
            if (must)
                return (by, false);
        }

        return (by, true);
    }

    // As texts, which compare fast: there may be thousands of states, and most are alike in a member.
    private static readonly (string Member, Func<TrackedInstrument, InstrumentState, string> Read)[] Members =
    [
        ("status", (on, state) => on.Law.StatusOf(state) is { } status ? WireName.Of(status) : ""),
        ("signatories", (on, state) => Names(on.Codes, state.Signatories)),
        ("consents", (on, state) => Names(on.Codes, state.Consented)),
        ("awaiting", (on, state) => Names(on.Codes, on.Law.Awaited(state))),
        ("parties", (on, state) => Names(on.Codes, on.Law.PartiesOf(state) | on.Law.ProvisionalPartiesOf(state))),
        ("suspensions", (on, state) => Names(on.Codes, state.Suspended ? on.Law.PartiesOf(state) : state.SuspendedFor)),
        ("withdrawals", (on, state) => Names(on.Codes, state.Withdrawn | on.Steps.GivenBy(state.Noticed))),
    ];

    private static string Names(Codes codes, BigInteger set) =>
        string.Join(' ', codes.In(set).Order(StringComparer.Ordinal));

    private static JsonArray Names(string codes) =>
        new([.. codes.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(code => (JsonNode?)code)]);
}
