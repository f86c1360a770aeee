using System.Numerics;
using System.Text.Json.Nodes;
using Negotiations.Json;

namespace Negotiations.Views;

/// <summary>Members of an instrument that are another in another placing or reading.</summary>
internal static class InstrumentVariants
{
    /// <returns>Dotted paths in the status, each with every value it may have; those that have one only are left out.</returns>
    public static IEnumerable<(string Field, IReadOnlyList<JsonNode?> Possible)> Of(TrackedInstrument instrument)
    {
        var (law, name) = (instrument.Law, instrument.Id ?? "");
        if (instrument.States is not { Count: > 1 } states)
            yield break;

        foreach (var (member, read) in Members(law, instrument.Codes))
        {
            // The reference comes first, as the value that the member itself shows.
            List<JsonNode?> possible = [];
            foreach (var value in states.Prepend(instrument.Reading.State).Select(read))
                if (!possible.Exists(known => JsonNode.DeepEquals(known, value)))
                    possible.Add(value);
            if (possible.Count > 1)
                yield return ($"instruments[{name}].{member}", possible);
        }
    }

    private static (string Member, Func<InstrumentState, JsonNode?> Read)[] Members(InstrumentLaw law, Codes codes) =>
    [
        ("status", state => law.StatusOf(state) is { } status ? WireName.Of(status) : null),
        ("signatories", state => Names(codes, state.Signatories)),
        ("consents", state => Names(codes, state.Consented)),
        ("awaiting", state => Names(codes, law.Awaited(state))),
        ("parties", state => Names(codes, law.PartiesOf(state) | law.ProvisionalPartiesOf(state))),
        ("withdrawals", state => Names(codes, state.Withdrawn | state.Noticed)),
    ];

    private static JsonArray Names(Codes codes, BigInteger set) => new([.. codes.In(set).Order(StringComparer.Ordinal).Select(code => (JsonNode?)code)]);
}
