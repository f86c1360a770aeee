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
            foreach (var (member, possible) in all.Where(each => named.Add(each.Member)))
                yield return ($"instruments[{instrument.Id ?? ""}].{member}", possible);
        }
    }

    private static bool IsSame(TrackedInstrument one, TrackedInstrument other) =>
        other.Id is { } id ? one.Id == id : one.Id is null && one.Events.Intersect(other.Events).Any();

    private static IEnumerable<(string Member, IReadOnlyList<JsonNode?> Possible)> Standing(
        TrackedInstrument instrument,
        List<TrackedInstrument> others
    )
    {
        if (others.Count == 0 && instrument.States is not { Count: > 1 })
            yield break;

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

    // As texts, which compare fast: there may be thousands of states, and most are alike in a member.
    private static readonly (string Member, Func<TrackedInstrument, InstrumentState, string> Read)[] Members =
    [
        ("status", (on, state) => on.Law.StatusOf(state) is { } status ? WireName.Of(status) : ""),
        ("signatories", (on, state) => Names(on.Codes, state.Signatories)),
        ("consents", (on, state) => Names(on.Codes, state.Consented)),
        ("awaiting", (on, state) => Names(on.Codes, on.Law.Awaited(state))),
        ("parties", (on, state) => Names(on.Codes, on.Law.PartiesOf(state) | on.Law.ProvisionalPartiesOf(state))),
        ("suspensions", (on, state) => Names(on.Codes, state.Suspended ? on.Law.PartiesOf(state) : state.SuspendedFor)),
        ("withdrawals", (on, state) => Names(on.Codes, state.Withdrawn | state.Noticed)),
    ];

    private static string Names(Codes codes, BigInteger set) =>
        string.Join(' ', codes.In(set).Order(StringComparer.Ordinal));

    private static JsonArray Names(string codes) =>
        new([.. codes.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(code => (JsonNode?)code)]);
}
